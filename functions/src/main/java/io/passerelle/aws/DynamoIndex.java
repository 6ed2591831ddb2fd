package io.passerelle.aws;

import io.passerelle.aws.Table.Side;

/// The indexes of `template.yaml`, with the names of their keys.
enum DynamoIndex {
  DUE("due", "bucket", "due"),
  LISTED("listed", "list", "at"),
  BY_TIME("by-time", "byTime"),
  BY_END("by-end", "byEnd"),
  BY_SUM("by-sum", "bySum"),
  BY_NAME("by-name", "byName"),
  BY_PERSON("by-person", "byPerson"),
  BY_STANDING("by-standing", "byStanding");

  static final String SHELF = "shelf";
  static final String CARD = "card";

  private final String indexName;
  private final String hash;
  private final String range;

  DynamoIndex(String indexName, String hash, String range) {
    this.indexName = indexName;
    this.hash = hash;
    this.range = range;
  }

  /// One of a shelf's.
  DynamoIndex(String indexName, String range) {
    this(indexName, "shelf", range);
  }

  static DynamoIndex of(Side side) {
    return switch (side) {
      case TIME -> BY_TIME;
      case END -> BY_END;
      case SUM -> BY_SUM;
      case NAME -> BY_NAME;
      case PERSON -> BY_PERSON;
      case STANDING -> BY_STANDING;
    };
  }

  String indexName() {
    return indexName;
  }

  String hash() {
    return hash;
  }

  String range() {
    return range;
  }
}

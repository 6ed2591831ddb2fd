package io.passerelle.aws;

/// The indexes of `template.yaml`, with the names of their keys.
enum DynamoIndex {
  DUE("due", "bucket", "due"),
  LISTED("listed", "list", "at");

  private final String indexName;
  private final String hash;
  private final String range;

  DynamoIndex(String indexName, String hash, String range) {
    this.indexName = indexName;
    this.hash = hash;
    this.range = range;
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

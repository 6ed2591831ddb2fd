package io.passerelle.card;

/// Whose card it is, as far as the gateway told: empty texts where it did not. `language` is that
/// of the payment page. What it prints holds nothing of it.
public record Holder(String name, String email, String language) {

  public static final Holder UNKNOWN = new Holder("", "", "");

  static final int TEXT_MAX = 127;

  /// Texts that are too long for the gateway itself are not kept.
  public Holder {
    name = name.length() > TEXT_MAX ? "" : name.strip();
    email = email.length() > TEXT_MAX ? "" : email.strip();
    language = language.matches("[a-z]{2}") ? language : "";
  }

  boolean isKnown() {
    return !name.isEmpty() || !email.isEmpty();
  }

  /// The language of news that name none stays as it was known.
  Holder before(Holder later) {
    return later.language.isEmpty() ? new Holder(later.name, later.email, language) : later;
  }

  @Override
  public String toString() {
    return "***";
  }
}

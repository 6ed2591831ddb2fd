package io.passerelle.store;

/// What an ITN can be believed by: the company whose key proved it, by the name that its tokens
/// have, empty where none did; and whether it came from an address of the gateway's, which nobody
/// can say where no source range is set.
public record Warrant(String company, boolean inRange) {

  /// Nobody's word.
  public static final Warrant NONE = new Warrant("", false);

  public boolean isSigned() {
    return !company.isEmpty();
  }

  public Warrant signedBy(String company) {
    return new Warrant(company, inRange);
  }
}

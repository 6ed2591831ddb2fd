package io.passerelle.payment;

/// Where a buyer lives or wants the goods: texts as the shop told them, empty where it told none.
/// `country` is the ISO 3166 code of two letters. What it prints holds nothing of it.
public record Address(
    String givenName,
    String familyName,
    String company,
    String line1,
    String line2,
    String city,
    String zip,
    String state,
    String country,
    String phone) {

  /// A buyer may type a card's number into any line; a telephone number may look like one.
  public Address {
    givenName = without(givenName);
    familyName = without(familyName);
    company = without(company);
    line1 = without(line1);
    line2 = without(line2);
    city = without(city);
    zip = without(zip);
    state = without(state);
  }

  public static Address none() {
    return new Address("", "", "", "", "", "", "", "", "", "");
  }

  private static String without(String text) {
    return CardNumbers.isOne(text) ? "" : CardNumbers.hidden(text);
  }

  @Override
  public String toString() {
    return "***";
  }
}

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
    givenName = CardNumbers.hidden(givenName);
    familyName = CardNumbers.hidden(familyName);
    company = CardNumbers.hidden(company);
    line1 = CardNumbers.hidden(line1);
    line2 = CardNumbers.hidden(line2);
    city = CardNumbers.hidden(city);
    zip = CardNumbers.hidden(zip);
    state = CardNumbers.hidden(state);
  }

  public static Address none() {
    return new Address("", "", "", "", "", "", "", "", "", "");
  }

  @Override
  public String toString() {
    return "***";
  }
}

package io.passerelle.shop.ecwid;

import io.passerelle.edge.Json;
import io.passerelle.payment.Address;
import io.passerelle.payment.Buyer;

/// Who buys, as far as the order says: a store may ask for no address at all.
///
/// Ecwid has one field for a name and one for a street. The last word of a name is taken for the
/// family name, and a street's second line for an address's second.
final class EcwidBuyer {

  private static final int TEXT_MAX = 255;

  private EcwidBuyer() {}

  static Buyer read(Json order, String language) {
    Address shipping = address(order.get("shippingPerson"));
    Address billing =
        order.get("billingPerson").isObject() ? address(order.get("billingPerson")) : shipping;
    return new Buyer(
        id(order.get("customerId")),
        text(order, "email"),
        billing.phone(),
        cut(language, 10),
        text(order, "ipAddress"),
        billing,
        shipping);
  }

  private static Address address(Json person) {
    String name = text(person, "name");
    int space = name.lastIndexOf(' ');
    String[] street = person.get("street").text("").strip().split("\\R+", 2);
    return new Address(
        space < 0 ? "" : name.substring(0, space).strip(),
        name.substring(space + 1),
        text(person, "companyName"),
        cut(street[0], TEXT_MAX),
        street.length > 1 ? cut(street[1], TEXT_MAX) : "",
        text(person, "city"),
        text(person, "postalCode"),
        text(person, "stateOrProvinceCode"),
        text(person, "countryCode"),
        text(person, "phone"));
  }

  private static String id(Json value) {
    return value.number().map(String::valueOf).orElseGet(() -> cut(value.text(""), 64));
  }

  private static String text(Json owner, String name) {
    return cut(owner.get(name).text(""), TEXT_MAX);
  }

  /// One line of at most so many characters, none of them in half.
  static String cut(String text, int most) {
    return text.codePoints()
        .map(one -> Character.isISOControl(one) ? ' ' : one)
        .filter(one -> one < Character.MIN_SURROGATE || one > Character.MAX_SURROGATE)
        .limit(most)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }
}

package io.passerelle.function;

import static io.passerelle.function.BuyerHtml.escaped;

import io.passerelle.delivery.Texts;
import io.passerelle.edge.Form;
import io.passerelle.gateway.CustomerField;
import io.passerelle.payment.Address;
import io.passerelle.payment.Buyer;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.TokenCreation;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a payment order's page asks of its buyer, and what the buyer has written there. It goes to
/// the gateway with the payment and is kept nowhere here: whoever opens the link next must not read
/// who stood there before.
final class BuyerFields {

  /// One line of the form: as the browser fills it in by itself, and the gateway's field, whose
  /// format decides whether it will do. What can be cut is cut and never asked for again.
  private enum Line {
    FIRST_NAME("given-name", "text", CustomerField.FIRST_NAME, true),
    LAST_NAME("family-name", "text", CustomerField.LAST_NAME, true),
    EMAIL("email", "email", CustomerField.EMAIL, true),
    PHONE("tel", "tel", CustomerField.PHONE, false),
    ADDRESS("street-address", "text", CustomerField.ADDRESS, false),
    ZIP("postal-code", "text", CustomerField.ZIP, false),
    CITY("address-level2", "text", CustomerField.CITY, false),
    COUNTRY("country", "select", CustomerField.COUNTRY, false);

    private final String autocomplete;
    private final String type;
    private final CustomerField field;
    private final boolean needed;

    Line(String autocomplete, String type, CustomerField field, boolean needed) {
      this.autocomplete = autocomplete;
      this.type = type;
      this.field = field;
      this.needed = needed;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean isTaken(String value) {
      return field.takes(value);
    }
  }

  private final List<Line> asked;
  private final Map<Line, String> written;
  private final Set<Line> wrong;

  private BuyerFields(List<Line> asked, Map<Line, String> written, Set<Line> wrong) {
    this.asked = asked;
    this.written = written;
    this.wrong = wrong;
  }

  /// The empty fields of a payment order: none, where it collects nothing. A kept means of payment
  /// belongs to somebody whom the gateway knows by an address.
  static BuyerFields of(PaymentOrder order) {
    if (order.terms().collectsData()) {
      return empty(List.of(Line.values()));
    }
    boolean nameless =
        order.terms().token() != TokenCreation.NONE && !Line.EMAIL.isTaken(order.message().to());
    return empty(nameless ? List.of(Line.EMAIL) : List.of());
  }

  private static BuyerFields empty(List<Line> asked) {
    return new BuyerFields(asked, Map.of(), Set.of());
  }

  /// The same fields as they were filled in.
  BuyerFields filled(Form form) {
    Map<Line, String> values = new EnumMap<>(Line.class);
    Set<Line> refused = EnumSet.noneOf(Line.class);
    for (Line line : asked) {
      String value = form.field(line.id()).orElse("").strip();
      values.put(line, value);
      if (line.needed && !line.isTaken(value)) {
        refused.add(line);
      }
    }
    return new BuyerFields(asked, values, refused);
  }

  /// Whether something has to be written, or written otherwise, before anybody pays.
  boolean isWrong() {
    return !wrong.isEmpty();
  }

  boolean isEmpty() {
    return asked.isEmpty();
  }

  /// What is known of the buyer, with what the buyer says.
  Buyer of(Buyer known) {
    if (asked.isEmpty()) {
      return known;
    }
    Address address =
        new Address(
            said(Line.FIRST_NAME),
            said(Line.LAST_NAME),
            "",
            said(Line.ADDRESS),
            "",
            said(Line.CITY),
            said(Line.ZIP),
            "",
            said(Line.COUNTRY),
            said(Line.PHONE));
    return new Buyer(
        known.id(),
        said(Line.EMAIL),
        said(Line.PHONE),
        known.language(),
        known.sourceAddress(),
        asked.size() == 1 ? known.billing() : address,
        known.shipping());
  }

  private String said(Line line) {
    return written.getOrDefault(line, "");
  }

  /// The fields as a page has them, each with its label and what is wrong with it.
  String html(Texts texts, Locale locale) {
    StringBuilder html = new StringBuilder(2_048);
    for (Line line : asked) {
      boolean refused = wrong.contains(line);
      String label = texts.get("field." + line.id());
      String optional = line.needed ? "" : " <small>" + escaped(texts.get("optional")) + "</small>";
      html.append("<p class=\"field\"><label for=\"%s\">".formatted(line.id()))
          .append(escaped(label))
          .append(optional)
          .append("</label>");
      String marks =
          " id=\"%s\" name=\"%s\" autocomplete=\"%s\""
                  .formatted(line.id(), line.id(), line.autocomplete)
              + (line.needed ? " required" : "")
              + (refused ? " aria-invalid=\"true\" aria-describedby=\"%s-wrong\"" : "")
                  .formatted(line.id());
      html.append(line == Line.COUNTRY ? countries(marks, locale) : input(line, marks));
      if (refused) {
        html.append("<span class=\"wrong\" id=\"%s-wrong\">".formatted(line.id()))
            .append(escaped(texts.get(line == Line.EMAIL ? "wrong.email" : "wrong.missing")))
            .append("</span>");
      }
      html.append("</p>\n");
    }
    return html.toString();
  }

  private String input(Line line, String marks) {
    return "<input type=\"" + line.type + "\" value=\"" + escaped(said(line)) + "\"" + marks + ">";
  }

  private String countries(String marks, Locale locale) {
    StringBuilder html = new StringBuilder(16_384);
    html.append("<select").append(marks).append("><option value=\"\"></option>");
    Countries.in(locale)
        .forEach(country ->
            html.append("<option value=\"")
                .append(country.code())
                .append(country.code().equals(said(Line.COUNTRY)) ? "\" selected>" : "\">")
                .append(escaped(country.name()))
                .append("</option>"));
    return html.append("</select>").toString();
  }
}

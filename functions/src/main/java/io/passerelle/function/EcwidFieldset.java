package io.passerelle.function;

import static io.passerelle.function.BuyerHtml.escaped;

import io.passerelle.delivery.Texts;
import io.passerelle.payment.Mode;
import io.passerelle.shop.KeyRing;
import io.passerelle.shop.Shop;

/// The fields of the settings page that stand under one heading, each with its label, its help and
/// what is wrong with it. No value of a key is ever part of it.
final class EcwidFieldset {

  private final Texts texts;
  private final EcwidSettings.View view;
  private final EcwidField.Group group;

  EcwidFieldset(Texts texts, EcwidSettings.View view, EcwidField.Group group) {
    this.texts = texts;
    this.view = view;
    this.group = group;
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<fieldset><legend>" + text("group." + group) + "</legend>\n");
    for (EcwidField field : EcwidField.values()) {
      if (field.group() == group) {
        html.append("<div class=\"field\">\n").append(field(field)).append("</div>\n");
      }
    }
    return html.append("</fieldset>\n").toString();
  }

  private String field(EcwidField field) {
    return switch (field.kind()) {
      case LANGUAGES -> languages(field);
      case SWITCH ->
          "<label>" + box(field, field.id()) + " " + label(field) + "</label>\n" + notes(field);
      default ->
          "<label for=\"%s\">%s</label>\n%s%s"
              .formatted(field.id(), label(field), input(field), notes(field));
    };
  }

  private String input(EcwidField field) {
    return switch (field.kind()) {
      case CHOICE -> choice(field);
      case SECRET ->
          input(field, "password", "autocomplete=\"new-password\" maxlength=\"512\"", "");
      case NUMBER ->
          input(field, "text", "inputmode=\"numeric\" maxlength=\"3\"", value(field.id()));
      case AMOUNT ->
          input(field, "text", "inputmode=\"decimal\" maxlength=\"16\"", value(field.id()));
      default -> input(field, "text", "maxlength=\"255\"", value(field.id()));
    };
  }

  private String input(EcwidField field, String type, String more, String value) {
    return "<input type=\"%s\" id=\"%s\" name=\"%s\" value=\"%s\" %s%s>\n"
        .formatted(type, field.id(), field.id(), escaped(value), more, described(field));
  }

  private String choice(EcwidField field) {
    StringBuilder html =
        new StringBuilder(
            "<select id=\"%s\" name=\"%s\"%s>".formatted(field.id(), field.id(), described(field)));
    for (String one : field.choices()) {
      boolean language = field == EcwidField.LANGUAGE && !one.isEmpty();
      String words = text(language ? "lang." + one : "choice." + field.id() + "." + one);
      html.append(
          "<option value=\"%s\"%s>%s</option>"
              .formatted(one, one.equals(value(field.id())) ? " selected" : "", words));
    }
    return html.append("</select>\n").toString();
  }

  private String languages(EcwidField field) {
    StringBuilder html =
        new StringBuilder(
            "<span class=\"label\">" + label(field) + "</span>\n<div class=\"boxes\">");
    for (String one : EcwidField.PAGE_LANGUAGES) {
      html.append(
          "<label>" + box(field, field.name(one)) + " " + text("lang." + one) + "</label>\n");
    }
    return html.append("</div>\n").append(notes(field)).toString();
  }

  private String box(EcwidField field, String name) {
    boolean on = value(name).equals("on") || value(name).equals("true");
    return "<input type=\"checkbox\" name=\"%s\" value=\"on\"%s%s>"
        .formatted(name, on ? " checked" : "", described(field));
  }

  private String notes(EcwidField field) {
    String help = texts.keys().contains("help." + field.id()) ? text("help." + field.id()) : "";
    if (field.kind() == EcwidField.Kind.SECRET) {
      help = (text(isKept(field) ? "kept" : "notKept") + " " + help).strip();
    }
    String note =
        help.isEmpty() ? "" : "<small id=\"%s-help\">%s</small>\n".formatted(field.id(), help);
    String problem = view.problems().get(field.id());
    return problem == null
        ? note
        : note
            + "<strong class=\"wrong\" id=\"%s-error\">%s</strong>\n"
                .formatted(field.id(), wrong(field, problem));
  }

  private String wrong(EcwidField field, String problem) {
    String key = "error." + (problem.equals("taken") ? problem : field.id());
    return texts.keys().contains(key) ? text(key) : escaped(problem);
  }

  private String described(EcwidField field) {
    boolean wrong = view.problems().containsKey(field.id());
    return " aria-describedby=\""
        + field.id()
        + (wrong ? "-error\" aria-invalid=\"true\"" : "-help\"");
  }

  private boolean isKept(EcwidField field) {
    return view.shop().map(shop -> ring(field, shop)).flatMap(KeyRing::current).isPresent();
  }

  private static KeyRing ring(EcwidField field, Shop shop) {
    return switch (field) {
      case TEST_KEY -> shop.keys(Mode.TEST).form();
      case PRODUCTION_KEY -> shop.keys(Mode.PRODUCTION).form();
      case TEST_REST_PASSWORD -> shop.keys(Mode.TEST).restPassword();
      case PRODUCTION_REST_PASSWORD -> shop.keys(Mode.PRODUCTION).restPassword();
      default -> KeyRing.empty();
    };
  }

  private String value(String name) {
    return view.values().getOrDefault(name, "");
  }

  private String label(EcwidField field) {
    return text("field." + field.id());
  }

  private String text(String key) {
    return texts.get(key);
  }
}

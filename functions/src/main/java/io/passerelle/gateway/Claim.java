package io.passerelle.gateway;

import io.passerelle.edge.Form;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whom an unverified notification or form says it is from: what is needed to find the key, as a
/// key's id would be, and nothing more. Whether it is true, the signature tells.
///
/// `mode` is empty for an answer of the REST API, which is tried with the password of each mode.
public record Claim(Format format, SiteId siteId, Optional<Mode> mode) {

  /// In which of the gateway's two formats something was written.
  public enum Format {
    FORM,
    REST
  }

  private static final Pattern SHOP_ID = Pattern.compile("\"shopId\"\\s*:\\s*\"(\\d{8})\"");

  /// Reads the claim of a form that carries one format and not both.
  public static Claim of(Form form) {
    boolean rest = form.field(AnswerSigner.ANSWER).isPresent();
    boolean fields = form.field("vads_site_id").isPresent();
    if (rest == fields) {
      throw new Rejection(Reason.MALFORMED, rest ? "both formats at once" : "no notification");
    }
    return rest ? ofAnswer(form) : ofFields(form);
  }

  private static Claim ofAnswer(Form form) {
    Matcher shopId = SHOP_ID.matcher(form.field(AnswerSigner.ANSWER).orElse(""));
    if (!shopId.find()) {
      throw new Rejection(Reason.MALFORMED, "no shopId in kr-answer");
    }
    return new Claim(Format.REST, new SiteId(shopId.group(1)), Optional.empty());
  }

  private static Claim ofFields(Form form) {
    String siteId = form.field("vads_site_id").orElse("");
    if (!SiteId.isValid(siteId)) {
      throw new Rejection(Reason.MALFORMED, "vads_site_id is not 8 digits");
    }
    Mode mode =
        switch (form.field("vads_ctx_mode").orElse("")) {
          case "TEST" -> Mode.TEST;
          case "PRODUCTION" -> Mode.PRODUCTION;
          default ->
              throw new Rejection(Reason.MALFORMED, "vads_ctx_mode is not TEST or PRODUCTION");
        };
    return new Claim(Format.FORM, new SiteId(siteId), Optional.of(mode));
  }
}

package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.pages.Layout;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.util.HashMap;
import java.util.Map;

/// `POST …/vads-payment/`: a right form opens a payment and leads to its page. A wrong one is shown
/// what is wrong with it in TEST, and nothing but that in PRODUCTION (chapter 1.1).
///
/// The error's number also stands in the header `x-gateway-error`, for tools; the status is 400.
final class FormPage implements Site {

  private final Cashier cashier;

  FormPage(Cashier cashier) {
    this.cashier = cashier;
  }

  @Override
  public WebReply answer(WebRequest request) {
    Map<String, String> form = GatewaySite.form(request).orElse(Map.of());
    try {
      Payment payment = cashier.open(form);
      return WebReply.seeOther("/sandbox/gateway/pages/" + payment.id());
    } catch (FormRefused e) {
      return refused(e, form);
    }
  }

  private static WebReply refused(FormRefused refusal, Map<String, String> form) {
    FormError error = refusal.error();
    String language = form.getOrDefault("vads_language", "en");
    boolean test = refusal.mode() == Mode.TEST;
    Map<String, Object> facts = new HashMap<>();
    facts.put("test", test);
    facts.put("number", error.number());
    facts.put("field", error.field());
    facts.put("value", shown(form.getOrDefault(error.field(), "")));
    facts.put("explanation", error.explanation());
    facts.put("computation", error.computation());
    String page = Layout.page(language, "Payment gateway", "gateway/refused", facts);
    return withNumber(WebReply.html(400, page), error.number());
  }

  private static WebReply withNumber(WebReply reply, String number) {
    Map<String, String> headers = new HashMap<>(reply.headers());
    headers.put("x-gateway-error", number);
    return new WebReply(reply.status(), Map.copyOf(headers), reply.body());
  }

  private static String shown(String value) {
    return value.length() > 200 ? value.substring(0, 200) + "…" : value;
  }
}

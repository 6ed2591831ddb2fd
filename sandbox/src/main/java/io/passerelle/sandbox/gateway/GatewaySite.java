package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.util.Map;
import java.util.Optional;

/// What the gateway answers below `/sandbox/gateway/`: the form page, the payment pages, the web
/// services and a back office to look at.
final class GatewaySite implements Site {

  private static final String ROOT = "/sandbox/gateway/";

  /// No form of the gateway comes near; more is not read.
  private static final int BODY_BYTES_MOST = 512 * 1024;

  private final Site formPage;
  private final Site webServices;
  private final PaymentPages pages;
  private final BackOffice backOffice;

  GatewaySite(Site formPage, Site webServices, PaymentPages pages, BackOffice backOffice) {
    this.formPage = formPage;
    this.webServices = webServices;
    this.pages = pages;
    this.backOffice = backOffice;
  }

  @Override
  public WebReply answer(WebRequest request) {
    String path = request.path();
    if (!path.startsWith(ROOT)) {
      return WebReply.text(404, "Not found");
    }
    if (request.body().length > BODY_BYTES_MOST) {
      return WebReply.text(413, "Too large");
    }
    String below = path.substring(ROOT.length());
    if (below.equals("vads-payment/") || below.equals("vads-payment")) {
      return posted(request, formPage);
    }
    if (below.startsWith("api-payment/V4/")) {
      return posted(request, webServices);
    }
    if (below.startsWith("pages/")) {
      return pages.answer(request, below.substring("pages/".length()));
    }
    return backOffice.answer(request, below);
  }

  private static WebReply posted(WebRequest request, Site site) {
    return request.method().equals("POST") ? site.answer(request) : WebReply.text(405, "Only POST");
  }

  /// The form as sent; nothing where it cannot be decoded.
  static Optional<Map<String, String>> form(WebRequest request) {
    try {
      return Optional.of(request.form());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

package io.passerelle.sandbox;

import io.passerelle.gateway.Brands;
import io.passerelle.sandbox.lambda.Reference;
import io.passerelle.sandbox.web.Json;
import java.util.Map;
import java.util.Optional;

/// What a deployment would set by parameters: here every brand leads to the simulated gateway,
/// shops may be on loopback, and mails come from an address that reaches nobody.
final class SandboxSettings {

  private static final String GATEWAY = "/sandbox/gateway/";

  private SandboxSettings() {}

  /// The value of a parameter of the template, or nothing for any other reference.
  static Optional<String> parameter(Reference reference, String url) {
    return switch (reference.name()) {
      case "Brands" -> Optional.of(brands(url));
      case "ConsoleUrl" -> Optional.of(url + "/sandbox");
      case "NotificationSources" -> Optional.of("127.0.0.1"); // Where the simulated gateway is.
      case "PublicUrl" -> Optional.of(url);
      case "ShopifyUrl" -> Optional.of(url + "/sandbox/shopify/{shop}");
      case "MailSender" -> Optional.of("alerts@passerelle.example");
      case "MailsPerSecond" -> Optional.of("2000"); // Time may stand still here.
      case "MailIdentity" -> Optional.of("passerelle.example");
      default -> Optional.empty();
    };
  }

  /// What no parameter sets: the sandbox's shops are on loopback, and so is the simulated Ecwid.
  static Map<String, String> environment(String url) {
    return Map.of("LOOPBACK_ALLOWED", "true", "ECWID_API_URL", url + "/sandbox/ecwid/api/v3");
  }

  /// Parameters that say what there is: Shopify's host name is that of all here, and asks for no
  /// certificate.
  static Map<String, String> conditions() {
    return Map.of("ShopifyHost", "localhost");
  }

  static String formUrl(String url) {
    return url + GATEWAY + "vads-payment/";
  }

  static String restUrl(String url) {
    return url + GATEWAY + "api-payment/V4/";
  }

  private static String brands(String url) {
    var brands = Json.object();
    for (String name : Brands.published().names()) {
      brands.putObject(name).put("form", formUrl(url)).put("rest", restUrl(url));
    }
    return Json.write(brands);
  }
}

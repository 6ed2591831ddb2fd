package io.passerelle.sandbox;

import io.passerelle.gateway.Brands;
import io.passerelle.sandbox.web.Json;
import java.util.Map;

/// What a deployment would set by parameters: here every brand leads to the simulated gateway,
/// shops may be on loopback, and mails come from an address that reaches nobody.
final class SandboxSettings {

  private static final String GATEWAY = "/sandbox/gateway/";

  private SandboxSettings() {}

  static Map<String, String> environment(String url) {
    return Map.of(
        "BRANDS",
        brands(url),
        "CONSOLE_URL",
        url + "/sandbox",
        "LOOPBACK_ALLOWED",
        "true",
        "MAIL_SENDER",
        "alerts@passerelle.example");
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

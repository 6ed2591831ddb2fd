package io.passerelle.shop;

import io.passerelle.edge.Secret;
import java.util.Map;

/// A call of a platform's own interface. The headers' values may be passwords.
public record PlatformRequest(
    String method, String url, String contentType, Map<String, Secret> headers, String body) {

  public PlatformRequest {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return method + " of " + body.length() + " characters";
  }
}

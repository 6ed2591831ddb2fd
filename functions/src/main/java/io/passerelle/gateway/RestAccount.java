package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.util.Base64;

/// A shop as the web services know it: the password says which mode is meant, since no call does
/// (REST V4 documentation, authentication). `url` ends in `/api-payment/V4/`.
public record RestAccount(String url, SiteId siteId, Mode mode, Secret password) {

  /// The value of the header `Authorization`.
  Secret authorization() {
    String pair = siteId + ":" + password.reveal();
    return Secret.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }
}

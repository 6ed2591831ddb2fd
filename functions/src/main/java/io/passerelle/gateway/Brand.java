package io.passerelle.gateway;

import java.util.Optional;

/// A name under which the gateway is sold, and where it listens. The two hosts cannot be derived
/// from one another, so both are data.
public record Brand(String name, String formUrl, Optional<String> restUrl) {

  static final String FORM_PATH = "/vads-payment/";
  static final String REST_PATH = "/api-payment/V4/";
}

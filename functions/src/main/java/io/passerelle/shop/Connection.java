package io.passerelle.shop;

import io.passerelle.edge.Secret;
import java.util.Map;
import java.util.Optional;

/// The platform behind a shop and what is needed to reach it. What the fields mean is the business
/// of the platform's own package.
public record Connection(
    Platform platform, Map<String, String> fields, Map<String, Secret> secrets) {

  public Connection {
    fields = Map.copyOf(fields);
    secrets = Map.copyOf(secrets);
  }

  public static Connection none() {
    return new Connection(Platform.NONE, Map.of(), Map.of());
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isBlank());
  }
}

package io.passerelle.shop;

import io.passerelle.edge.Secret;
import java.util.List;
import java.util.stream.Stream;

/// The app by which a deployment is known to a platform: one for each brand at Ecwid. Its secrets
/// prove what the platform sends, the newest first.
public record PlatformApp(
    Platform platform, String name, String clientId, List<Secret> secrets, long version) {

  /// More than any rotation has at once.
  public static final int SECRETS_MAX = 16;

  public PlatformApp {
    secrets = List.copyOf(secrets);
  }

  public PlatformApp with(Secret secret) {
    List<Secret> all =
        Stream.concat(Stream.of(secret), secrets.stream().filter(one -> !one.equals(secret)))
            .limit(SECRETS_MAX)
            .toList();
    return new PlatformApp(platform, name, clientId, all, version);
  }
}

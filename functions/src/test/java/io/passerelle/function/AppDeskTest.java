package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.shop.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppDeskTest {

  private final Bridge bridge = new Bridge();

  @Test
  void anAppIsSavedAndItsSecretIsNeverTold() {
    Json saved = save("ecwid", "systempay", "theFirstClientSecret", "");

    assertThat(saved.get("status").number()).contains(200L);
    assertThat(saved.get("body").get("secrets").number()).contains(1L);
    assertThat(saved.get("body").members())
        .containsOnlyKeys("platform", "name", "clientId", "secrets");
    assertThat(bridge.wiring.apps().find(Platform.ECWID, "systempay").orElseThrow().secrets())
        .containsExactly(Secret.of("theFirstClientSecret"));
    assertThat(bridge.stored()).noneMatch(row -> row.document().contains("theFirstClientSecret"));
  }

  @Test
  void aNewSecretIsAddedUntilTheOldOnesAreToGo() {
    save("ecwid", "systempay", "theFirstClientSecret", "");

    Json both = save("ecwid", "systempay", "theSecondClientSecret", "");
    Json one = save("ecwid", "systempay", "theSecondClientSecret", ", \"replace\": true");

    assertThat(both.get("body").get("secrets").number()).contains(2L);
    assertThat(one.get("body").get("secrets").number()).contains(1L);
  }

  @ParameterizedTest
  @CsvSource({
    "odoo, systempay, theFirstClientSecret, app.platform",
    "ecwid, System Pay, theFirstClientSecret, app.name",
    "ecwid, systempay, short, app.clientSecret"
  })
  void whatCannotBeAnAppIsNamed(String platform, String name, String secret, String field) {
    Json saved = save(platform, name, secret, "");

    assertThat(saved.get("status").number()).contains(422L);
    assertThat(saved.get("body").get("error").text("")).contains(field);
  }

  private Json save(String platform, String name, String secret, String more) {
    return bridge.operator(
        """
        {"action": "saveApp", "app": {"platform": "%s", "name": "%s", "clientId": "the-app",
         "clientSecret": "%s"%s}}
        """
            .formatted(platform, name, secret, more));
  }
}

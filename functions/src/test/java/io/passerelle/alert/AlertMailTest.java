package io.passerelle.alert;

import static io.passerelle.alert.Facts.FROM;
import static io.passerelle.alert.Facts.LINK;
import static io.passerelle.alert.Facts.NEXT;
import static io.passerelle.alert.Facts.envelope;
import static io.passerelle.alert.Facts.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.alert.Alert.Kind;
import io.passerelle.alert.Alert.PaymentFlagged;
import io.passerelle.delivery.Texts;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertMailTest {

  private final AlertMail mails = new AlertMail(FROM);

  @Test
  void theSubjectSaysWhatFailedWhyAndWhenItIsTriedAgain() {
    Alert alert = failed(Optional.of(NEXT), 1, true);

    assertThat(mails.of(alert, envelope(Locale.FRENCH)).subject())
        .isEqualTo(
            "[Passerelle] Commande SO0042-1 : la boutique n'a pas pu être prévenue (HTTP 503),"
                + " nouvel essai à 10:15 UTC");
    assertThat(mails.of(alert, envelope(Locale.ENGLISH)).subject())
        .isEqualTo(
            "[Passerelle] Order SO0042-1: the shop could not be told (HTTP 503),"
                + " next attempt at 10:15 UTC");
  }

  @Test
  void theMailSaysAllThatTheMerchantNeeds() {
    Mail mail = mails.of(failed(Optional.of(NEXT), 2, true), envelope(Locale.FRENCH));

    for (String body : List.of(mail.text(), mail.html())) {
      assertThat(body)
          .contains("HTTP 503")
          .contains("mode maintenance")
          .contains("Le paiement est accepté par la plateforme de paiement")
          .contains("2026-01-15 10:15 UTC")
          .contains("2 sur 5")
          .contains("https://shop.example/payment/lyra/ipn")
          .contains("Fin du paiement")
          .contains(LINK.orElseThrow())
          .doesNotContain("K3Y")
          .doesNotContain("{{");
    }
    assertThat(mail.text()).contains("Boutique d'Été", "Fermée <b>pour</b> inventaire");
    assertThat(mail.html())
        .contains("Boutique d&#39;Été", "Fermée &lt;b&gt;pour&lt;/b&gt; inventaire");
  }

  @Test
  void theNextAttemptIsAlsoToldInTheMerchantsOwnTime() {
    Envelope paris =
        new Envelope(
            "m-1",
            envelope(Locale.FRENCH).to(),
            Locale.FRENCH,
            Optional.of(ZoneId.of("Europe/Paris")));

    assertThat(mails.of(failed(Optional.of(NEXT), 1, true), paris).text())
        .contains("2026-01-15 10:15 UTC (2026-01-15 11:15 Europe/Paris)");
  }

  @Test
  void whereNoAttemptFollowsTheMailSaysWhy() {
    Mail exhausted = mails.of(failed(Optional.empty(), 5, true), envelope(Locale.FRENCH));
    Mail notReplayed = mails.of(failed(Optional.empty(), 1, false), envelope(Locale.FRENCH));
    Mail byHand = mails.of(failed(Optional.empty(), 2, true), envelope(Locale.FRENCH));

    assertThat(exhausted.subject()).endsWith("(HTTP 503), aucun autre essai automatique");
    assertThat(exhausted.text())
        .contains("tous ont été faits")
        .doesNotContain("prochain essai aura");
    assertThat(notReplayed.text())
        .contains("n'est pas rejouée")
        .doesNotContain("tous ont été faits");
    assertThat(byHand.text()).contains("n'est pas rejouée").doesNotContain("tous ont été faits");
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfFlagIsExplainedInBothLanguages(Kind kind) {
    Alert alert = new PaymentFlagged("12345678", "Boutique", "SO1", kind, "found <this>");

    for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
      Texts texts = Texts.of(AlertMail.class, "flags", language);
      Mail mail = mails.of(alert, envelope(language));

      assertThat(mail.subject()).contains("SO1", texts.get(kind + ".title"));
      assertThat(mail.text())
          .contains(texts.get(kind + ".analysis"), texts.get(kind + ".remedy"), "found <this>")
          .contains(texts.get(kind + ".consequence"));
      assertThat(mail.html()).contains("found &lt;this&gt;").doesNotContain("{{");
    }
  }

  @Test
  void noFlagTextIsMissingOrLeftOver() {
    List<String> expected =
        Arrays.stream(Kind.values())
            .flatMap(kind ->
                Stream.of("title", "analysis", "consequence", "remedy")
                    .map(part -> kind + "." + part))
            .toList();

    for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
      assertThat(Texts.of(AlertMail.class, "flags", language).keys())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void theMailsOfOneOrderAreOneThreadAndThoseOfAnotherAreNot() {
    Mail first = mails.of(failed("A", "", Optional.of(NEXT), 1, true), envelope(Locale.FRENCH));
    Mail later = mails.of(failed("A", "", Optional.empty(), 5, true), envelope(Locale.FRENCH));
    Mail other = mails.of(failed("B", "", Optional.of(NEXT), 1, true), envelope(Locale.FRENCH));

    assertThat(later.headers().get("References")).isEqualTo(first.headers().get("References"));
    assertThat(other.headers().get("References")).isNotEqualTo(first.headers().get("References"));
    assertThat(first.headers().get("Message-ID")).isEqualTo("<m-1@passerelle.example>");
  }
}

package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A buyer is reminded that the validity of a kept card ends, enters another by the link of the
/// mail, and is left in peace.
class CardReminderIT {

  private static final String SHOP = "45678901";

  private static RunningSandbox sandbox;
  private static TestShop server;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.start();
    server = TestShop.open();
    CardHolder.shop(sandbox, SHOP, server.url());
  }

  @AfterAll
  static void stop() throws IOException {
    sandbox.close();
    server.close();
  }

  @Test
  void aBuyerIsRemindedEntersAnotherCardAndIsLeftInPeace() {
    CardHolder buyer = new CardHolder(sandbox, SHOP, "de").keepsOneThatEnds(2, 2026);
    CardHolder other = new CardHolder(sandbox, SHOP, "fr").keepsOneThatEnds(2, 2026);
    assertThat(buyer.known().path("warning").asText()).isEqualTo("ORANGE");
    sandbox.forgetMails();
    server.forget();

    days(1);

    assertThat(buyer.mails()).hasSize(1);
    JsonNode mail = mail(buyer, "Ihre Karte läuft bald ab");
    assertThat(mail.path("subject").asText()).isEqualTo("Lampes & Fils: Ihre Karte läuft bald ab");
    assertThat(mail.path("text").asText()).contains("•••• 0055", "02/2026", "/card/");
    assertThat(mail.toString()).doesNotContain("497010", buyer.token());
    mail(other, "Votre carte expire bientôt");

    String link = link(mail);
    Http.Reply page = sandbox.http.get(link);
    assertThat(page.body()).contains("<html lang=\"de\">", "•••• 0055", "Neue Karte eingeben");
    String gateway = buyer.leaves(link);
    JsonNode refused = buyer.pays(gateway, Json.object().put("outcome", "REFUSED"));
    assertThat(refused.path("status").asText()).isEqualTo("REFUSED");
    assertThat(back(refused).body()).contains("Karte nicht angenommen", "•••• 0055");

    JsonNode paid = buyer.pays(buyer.leaves(link), Json.object().put("card", "5970100300000067"));

    assertThat(paid.path("status").asText()).isEqualTo("ACCEPTED");
    assertThat(back(paid).body()).contains("Vielen Dank", "MASTERCARD •••• 0067", "06/2028");
    JsonNode known = buyer.known();
    assertThat(known.path("lastFour").asText()).isEqualTo("0067");
    assertThat(known.path("expiryYear").asInt()).isEqualTo(2028);
    assertThat(known.path("warning").asText()).isEqualTo("NONE");
    assertThat(sandbox.http.get(link).body()).contains("Ihre Karte ist aktuell");
    JsonNode order = sandbox.order(SHOP, known.path("orderId").asText());
    assertThat(order.path("state").asText()).isEqualTo("VERIFIED");
    assertThat(order.path("paid").asBoolean()).isFalse();
    assertThat(order.path("deliveries")).isEmpty();
    assertThat(order.path("history").toString()).contains("Card update begun", "nobody told");
    assertThat(server.received()).isEmpty();

    assertThat(merchantsMails()).singleElement().asString().contains("en a saisi une autre");
    buyer.isCaptured();
    assertThat(buyer.known()).isEqualTo(known);

    sandbox.forgetMails();
    days(2);

    assertThat(buyer.mails()).isEmpty();
    assertThat(other.mails()).hasSize(1);
  }

  @Test
  void whoOnlyLooksChangesNothing() {
    CardHolder buyer = new CardHolder(sandbox, SHOP, "en").keepsOneThatEnds(1, 2026);
    days(1);
    String link = link(mail(buyer, "Your card expires soon"));

    JsonNode left = buyer.pays(buyer.leaves(link), Json.object().put("outcome", "ABANDONED"));

    assertThat(left.path("status").asText()).isEqualTo("ABANDONED");
    assertThat(back(left).body()).contains("Nothing has changed");
    assertThat(buyer.known().path("expiryMonth").asInt()).isEqualTo(1);
    assertThat(sandbox.http.get(link + "/return").status()).isEqualTo(303);
  }

  /// The gateway leads the browser back by a form that it has signed.
  private static Http.Reply back(JsonNode paid) {
    Map<String, String> fields =
        paid.path("returnFields")
            .propertyStream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().asText()));
    return sandbox.http.postForm(paid.path("returnUrl").asText(), fields);
  }

  private static JsonNode mail(CardHolder buyer, String subject) {
    return buyer.mails().stream()
        .filter(mail -> mail.path("subject").asText().contains(subject))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private static List<String> merchantsMails() {
    return sandbox
        .mails()
        .valueStream()
        .filter(mail -> mail.path("to").toString().contains("a@shop.example"))
        .map(mail -> mail.path("subject").asText())
        .filter(subject -> subject.contains("Carte de la commande"))
        .toList();
  }

  private static String link(JsonNode mail) {
    return mail.path("text").asText().replaceAll("(?s).*(http://\\S+/card/\\S{22}).*", "$1");
  }

  private static void days(int count) {
    for (int day = 0; day < count; day++) {
      sandbox.advance("P1D");
    }
  }
}

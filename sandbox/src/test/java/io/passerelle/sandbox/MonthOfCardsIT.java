package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The 1st of a month as a whole: files are written and fetched, the merchant is told, the buyer
/// reminded; and what is done is not done again.
class MonthOfCardsIT {

  private static final String SHOP = "12345678";

  private final RunningSandbox sandbox =
      RunningSandbox.startAt(Instant.parse("2026-02-01T03:40:00Z"));
  private final TestShop server = TestShop.open();

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
    server.close();
  }

  @Test
  void allOfAMonthIsDoneOnTheFirstAndASecondRunChangesNothing() {
    ObjectNode shop = Calls.shop(server.url(), SHOP);
    shop.putObject("settings")
        .put("cardFiles", true)
        .put("cardReminders", true)
        .put("cardReminderDays", "27;13");
    sandbox.saved(shop);
    CardHolder buyer = new CardHolder(sandbox, SHOP, "es").keepsOneThatEnds(2, 2026);
    sandbox.forgetMails();

    sandbox.moveTo("2026-02-01T04:00:00Z");

    assertThat(written()).isNotEmpty();
    assertThat(fetched()).isNotEmpty();
    assertThat(fetched())
        .allSatisfy(file -> assertThat(file.path("state").asText()).isEqualTo("READ"));
    assertThat(buyer.known().path("listedIn").asText()).startsWith("202602.EXP_CARDS.");
    assertThat(sandbox.mails().findValuesAsText("subject"))
        .singleElement()
        .asString()
        .contains("1 ", SHOP);
    assertThat(buyer.mails()).isEmpty();

    sandbox.moveTo("2026-02-01T09:15:00Z");

    assertThat(buyer.mails()).hasSize(1);
    List<JsonNode> all = List.of(written(), fetched(), buyer.known(), sandbox.mails());

    sandbox.moveTo("2026-02-02T09:15:00Z");

    assertThat(List.of(written(), fetched(), buyer.known(), sandbox.mails())).isEqualTo(all);
  }

  private JsonNode written() {
    return sandbox.http.get("/sandbox/api/card-files/" + SHOP).json().path("files");
  }

  private JsonNode fetched() {
    return sandbox.http.get("/sandbox/api/files/" + SHOP).json().path("files");
  }
}

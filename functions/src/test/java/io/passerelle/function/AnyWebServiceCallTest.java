package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.payment.Seed;
import io.passerelle.paymentorder.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Whatever stands in a request, each of its fields is taken or refused in the words of the API:
/// nothing is our own trouble.
class AnyWebServiceCallTest {

  private static final int CALLS = 1_000;
  private static final String RIGHT =
      "{\"amount\":1,\"currency\":\"EUR\",\"channelOptions\":{\"channelType\":\"URL\"}}";
  private static final JsonMapper JSON = new JsonMapper();

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1250",
          "1e400",
          "12.50",
          "99999999999999999999",
          "\"\"",
          "\" \"",
          "\"URL\"",
          "\"MAIL\"",
          "\"PAYMENT\"",
          "\"EUR\"",
          "\"eur\"",
          "\"fr_FR\"",
          "\"R-1\"",
          "\"zoe@buyer.example\"",
          "\"2026-02-01T18:00:00+01:00\"",
          "\"2026-02-30\"",
          "\"+999999999-01-01T00:00:00Z\"",
          "\"\\u0000\"",
          "\"\\ud83d\"",
          "\"\\r\\nBcc: x@y.example\"",
          "\"<script>\"",
          "[]",
          "[1,[2]]",
          "{}",
          "{\"cardOptions\":{\"captureDelay\":3}}",
          "{\"cardOptions\":[]}",
          "{\"channelType\":\"SMS\",\"smsOptions\":{\"phoneNumber\":\"0612345678\"}}",
          "{\"channelType\":\"URL\",\"urlOptions\":null}");

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(Seed.of(AnyWebServiceCallTest.class));
  private final Bridge bridge = Merchant.shop(new Bridge(), "12345678");
  private final Merchant merchant = new Merchant(bridge);

  @Test
  void theGatewaysShapeAnswersEveryOneInItsEnvelope() throws JsonProcessingException {
    List<String> names =
        List.of(
            "amount",
            "currency",
            "orderId",
            "channelOptions",
            "expirationDate",
            "locale",
            "paymentReceiptEmail",
            "customer",
            "dataCollectionForm",
            "formAction",
            "strongAuthentication",
            "transactionOptions",
            "metadata",
            "paymentOrderId",
            "other");
    int made = 0;
    String id = "";
    for (int i = 0; i < CALLS; i++) {
      ObjectNode request = any(RIGHT, names);
      boolean updates = !id.isEmpty() && random.nextBoolean();
      if (updates) {
        request.put("paymentOrderId", id);
      }
      String service = updates ? "Charge/PaymentOrder/Update" : "Charge/CreatePaymentOrder";

      Merchant.Reply reply = merchant.gateway(service, request.toString());

      JsonNode envelope = JSON.readTree(reply.text());
      assertThat(reply.status()).as(request + " " + reply).isEqualTo(200);
      if (envelope.path("status").asText().equals("SUCCESS")) {
        id = envelope.at("/answer/paymentOrderId").asText();
        made++;
      } else {
        assertThat(envelope.at("/answer/errorCode").asText())
            .as(request + " " + reply)
            .matches("INT_[0-9]{3}|PSP_011");
        assertThat(envelope.at("/answer/detailedErrorMessage").asText()).isNotEmpty();
      }
    }
    assertThat(made).isBetween(1, CALLS - 1);
  }

  @Test
  void theOwnShapeAnswersEveryOneWithTheFieldThatIsWrong() throws JsonProcessingException {
    List<String> names = new ArrayList<>(Draft.FIELDS);
    names.sort(null);
    names.add("other");
    int made = 0;
    for (int i = 0; i < CALLS; i++) {
      ObjectNode request = any("{\"amount\":1}", names);

      Merchant.Reply reply = merchant.post(request.toString());

      if (reply.status() == 422) {
        assertThat(request.has(JSON.readTree(reply.text()).path("field").asText()))
            .as(request + " " + reply)
            .isTrue();
      } else {
        assertThat(reply.status()).as(request + " " + reply).isIn(201L, 409L);
        made++;
      }
    }
    assertThat(made).isBetween(1, CALLS - 1);
  }

  /// A request that is right, with some of its fields written anew.
  private ObjectNode any(String right, List<String> names) throws JsonProcessingException {
    ObjectNode request = (ObjectNode) JSON.readTree(right);
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      String name = names.get(random.nextInt(names.size()));
      request.set(name, JSON.readTree(VALUES.get(random.nextInt(VALUES.size()))));
    }
    return request;
  }
}

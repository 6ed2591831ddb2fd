package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.card.Card;
import io.passerelle.card.CardChange;
import io.passerelle.card.CardToken;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.card.Expiry;
import io.passerelle.card.LastFour;
import io.passerelle.edge.Json;
import io.passerelle.edge.JsonTree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a merchant's server is told of a kept card: the gateway has no such notification, so that
/// the shape is ours, in the ITN's own names and in those of payment forms, signed with the shop's
/// key as everything else is. Of the card's number it has the last four digits.
public final class CardTold {

  /// Under which it stands in a line of history, beside `FORM` and `REST`.
  public static final String FORMAT = "CARD";

  private static final String TYPE = "Passerelle/CardUpdate";
  private static final String HIDDEN = "XXXXXXXXXXXX";

  private CardTold() {}

  /// The document that both formats are made of: the same facts make the same bytes.
  public static byte[] document(CardToken token, CardChange change, Source source, Instant at) {
    Card card = token.card();
    Map<String, @Nullable Object> means = new LinkedHashMap<>();
    means.put("status", token.network().name());
    means.put("method", card.brand());
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("lastFour", card.lastFour().map(LastFour::digits).orElse(null));
    shown.put("expiryMonth", card.expiry().map(CardTold::month).orElse(null));
    shown.put("expiryYear", card.expiry().map(Expiry::year).map(String::valueOf).orElse(null));
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("shopId", token.order().siteId().value());
    told.put("orderId", token.order().reference());
    told.put(Itn.TOKEN, token.id().token());
    told.put(Itn.MODE, token.id().mode().name());
    told.put("paymentMethodTokenStatus", token.state().name());
    told.put("meansOfPayment", means);
    told.put("card", shown);
    told.put("change", change.name());
    told.put("advice", change.advice().name());
    told.put("source", source.name());
    told.put("date", at.toString());
    told.put("_type", TYPE);
    return JsonTree.text(told).getBytes(UTF_8);
  }

  /// As a REST notification: `kr-answer` with its hash.
  public static byte[] asAnswer(byte[] document, AnswerSigner signer) {
    String answer = new String(document, UTF_8);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("kr-hash-key", "password");
    fields.put("kr-hash-algorithm", "sha256_hmac");
    fields.put(AnswerSigner.ANSWER, answer);
    fields.put("kr-answer-type", TYPE);
    fields.put(AnswerSigner.HASH, signer.sign(answer));
    return Rendering.body(fields);
  }

  /// As a form: what is not known is left out.
  public static byte[] asForm(byte[] document, FormSigner signer) {
    Json told = Json.ours(new String(document, UTF_8));
    Map<String, String> fields = new TreeMap<>();
    fields.put("vads_site_id", told.get("shopId").text(""));
    fields.put("vads_order_id", told.get("orderId").text(""));
    fields.put("vads_ctx_mode", told.get(Itn.MODE).text(""));
    fields.put("vads_identifier", told.get(Itn.TOKEN).text(""));
    fields.put("vads_identifier_status", told.get("paymentMethodTokenStatus").text(""));
    fields.put("vads_network_token_status", told.get("meansOfPayment").get("status").text(""));
    fields.put("vads_card_brand", told.get("meansOfPayment").get("method").text(""));
    fields.put(
        "vads_card_number", told.get("card").get("lastFour").text().map(HIDDEN::concat).orElse(""));
    fields.put("vads_expiry_month", told.get("card").get("expiryMonth").text(""));
    fields.put("vads_expiry_year", told.get("card").get("expiryYear").text(""));
    fields.put("vads_card_change", told.get("change").text(""));
    fields.put("vads_card_advice", told.get("advice").text(""));
    fields.put("vads_card_change_source", told.get("source").text(""));
    fields.put("vads_card_change_date", told.get("date").text(""));
    fields.values().removeIf(String::isEmpty);
    return Rendering.signed(fields, signer);
  }

  private static String month(Expiry expiry) {
    return (expiry.month() < 10 ? "0" : "") + expiry.month();
  }
}

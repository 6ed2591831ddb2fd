package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.delivery.Rules;
import io.passerelle.edge.Json;
import io.passerelle.edge.Log;
import io.passerelle.edge.Secret;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Start;
import io.passerelle.shop.Algorithm;
import io.passerelle.shop.Connection;
import io.passerelle.shop.KeyRing;
import io.passerelle.shop.Keys;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/// Lets a function answer a signed form of our own before the snapshot that it will start from is
/// taken, so that the first real one finds every class loaded and compiled.
///
/// It takes the real path, signing and sockets included, with [Rehearsal] in the place of AWS: it
/// calls nothing outside, logs nothing and leaves nothing that a real request would find. Where it
/// fails, the function only starts more slowly: that is logged and no more.
final class Priming {

  private static final int REPETITIONS = 100;
  private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");
  private static final OrderId ORDER = new OrderId(new SiteId("00000000"), "priming");

  private static final String RULES =
      "[{\"kind\":\"END_OF_PAYMENT\",\"label\":\"Priming\",\"alertEmails\":\"a@example.com\"}]";

  private Priming() {}

  static void prime(Function<Wiring, ? extends RequestStreamHandler> function) {
    PrintStream out = System.out;
    Optional<Exception> trouble = Optional.empty();
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    try {
      rehearse(function, REPETITIONS);
      greet();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      trouble = Optional.of(e);
    } finally {
      System.setOut(out);
    }
    trouble.ifPresent(e ->
        Log.line("priming failed").with(Log.Field.ERROR, e.getClass().getSimpleName()).write());
  }

  /// Hands the form to the function so many times; the last answer.
  static String rehearse(Function<Wiring, ? extends RequestStreamHandler> function, int repetitions)
      throws IOException {
    try (Rehearsal aws = new Rehearsal()) {
      Wiring wiring = Wiring.of(aws.environment(), Clock.systemUTC());
      wiring.shops().save(shop(), Rules.read(Json.parse(RULES)));
      AttemptId attempt = new AttemptId(LocalDate.parse("2026-01-15"), "000000");
      Start start = new Start(attempt, Money.of(12_500, Currency.EUR), START);
      wiring.ledger().write(new Change().with(Order.starting(ORDER, Mode.PRODUCTION, start)));
      RequestStreamHandler handler = function.apply(wiring);
      byte[] event = event();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      for (int i = 0; i < repetitions; i++) {
        answer.reset();
        handler.handleRequest(new ByteArrayInputStream(event), answer, null);
      }
      return answer.toString(UTF_8);
    }
  }

  /// Writes the first message of a TLS connection into a buffer: it loads the trusted roots and
  /// most of TLS, which takes longer than anything else at a first call of AWS.
  private static void greet() throws GeneralSecurityException, IOException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    int length = engine.getSession().getPacketBufferSize();
    engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(length));
  }

  private static Shop shop() {
    Keys keys = new Keys(ring(), ring(), ring());
    return new Shop(
        ORDER.siteId(),
        "priming",
        "priming",
        "lyra",
        Mode.PRODUCTION,
        Map.of(Mode.TEST, keys, Mode.PRODUCTION, keys),
        new Connection(Platform.ODOO, Map.of("url", "https://localhost"), Map.of()),
        Map.of(),
        0);
  }

  private static KeyRing ring() {
    return KeyRing.of(Secret.of("priming"), Algorithm.HMAC_SHA_256);
  }

  /// The event of API Gateway (HTTP API, payload format 2.0), with what the functions read of it.
  private static byte[] event() throws IOException {
    try (InputStream form =
        Objects.requireNonNull(Priming.class.getResourceAsStream("priming.form"))) {
      String body = Base64.getEncoder().encodeToString(form.readAllBytes());
      return Json.object(
              json -> {
                json.writeStringField("rawPath", "/payment/lyra/ipn");
                json.writeObjectFieldStart("headers");
                json.writeStringField(
                    "content-type", "application/x-www-form-urlencoded; charset=utf-8");
                json.writeEndObject();
                json.writeObjectFieldStart("pathParameters");
                json.writeStringField("app", "lyra");
                json.writeEndObject();
                json.writeStringField("body", body);
                json.writeBooleanField("isBase64Encoded", true);
              })
          .getBytes(UTF_8);
    }
  }
}

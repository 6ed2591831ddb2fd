package io.passerelle.delivery.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.Answer.Trouble;
import io.passerelle.delivery.Answer.Unanswered;
import io.passerelle.delivery.Outgoing;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every spelling of a target that must not be called is refused, and none that a shop may have.
class SsrfCorpusTest {

  private static final AddressGuard GUARD = new AddressGuard(false);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /// A line of the corpus: a URL, and what its host's name resolves to.
  private record Target(String url, List<InetAddress> addresses) {
    @Override
    public String toString() {
      return url;
    }
  }

  @ParameterizedTest
  @MethodSource
  void forbidden(Target target) {
    try (HttpSender sender = sender(GUARD, name -> resolved(target))) {
      Answer answer = sender.send(post(target.url()));

      assertThat(answer).isInstanceOf(Unanswered.class);
      assertThat(((Unanswered) answer).trouble())
          .isIn(Trouble.BAD_URL, Trouble.FORBIDDEN_ADDRESS, Trouble.DNS);
    }
  }

  @ParameterizedTest
  @MethodSource
  void allowed(Target target) throws Failed {
    assertThat(TargetUrl.of(target.url())).isInstanceOf(TargetUrl.Usable.class);
    TargetUrl.Usable usable = (TargetUrl.Usable) TargetUrl.of(target.url());
    try (Lookup lookup = new Lookup(name -> resolved(target), GUARD)) {
      List<InetAddress> vetted = lookup.vetted(usable.host(), 5_000);

      assertThat(vetted).isNotEmpty();
      if (!HostName.isAddress(usable.host())) {
        assertThat(vetted).isEqualTo(target.addresses());
      }
    }
  }

  @Test
  void thereAreEnoughOfBoth() {
    assertThat(forbidden().map(Target::url)).doesNotHaveDuplicates().hasSizeGreaterThan(200);
    assertThat(allowed().map(Target::url)).doesNotHaveDuplicates().hasSizeGreaterThan(40);
  }

  /// The sandbox's guard plays the deployment's here: loopback is its public internet.
  @Test
  void aNameIsAskedForOnceAndTheAddressThatWasVettedIsDialled() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Resolver rebinding =
        name ->
            List.of(
                asked.incrementAndGet() == 1 ? LOOPBACK : InetAddress.ofLiteral("169.254.169.254"));
    try (RawServer shop = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        HttpSender sender = sender(new AddressGuard(true), rebinding)) {
      Answer first = sender.send(post("http://rebinding.example:" + shop.port() + "/"));
      Answer second = sender.send(post("http://rebinding.example:" + shop.port() + "/"));

      assertThat(first).isInstanceOf(Answered.class);
      assertThat(((Unanswered) second).trouble()).isEqualTo(Trouble.FORBIDDEN_ADDRESS);
      assertThat(asked).hasValue(2);
      assertThat(shop.onlyRequest()).startsWith("POST / ");
    }
  }

  @Test
  void aNameWithOneBadAddressIsRefusedWhole() throws IOException {
    Resolver mixed = name -> List.of(LOOPBACK, InetAddress.ofLiteral("10.0.0.1"));
    try (RawServer shop = RawServer.answering("HTTP/1.1 200 OK\r\n\r\n");
        HttpSender sender = sender(new AddressGuard(true), mixed)) {
      Answer answer = sender.send(post("http://mixed.example:" + shop.port() + "/"));

      assertThat(((Unanswered) answer).trouble()).isEqualTo(Trouble.FORBIDDEN_ADDRESS);
    }
  }

  static Stream<Target> forbidden() {
    return targets("forbidden.txt");
  }

  static Stream<Target> allowed() {
    return targets("allowed.txt");
  }

  private static HttpSender sender(AddressGuard guard, Resolver resolver) {
    return new HttpSender(guard, resolver, Limits.within(Duration.ofSeconds(20)));
  }

  private static Outgoing post(String url) {
    return new Outgoing(url, "text/plain", new byte[0], Map.of());
  }

  private static List<InetAddress> resolved(Target target) throws UnknownHostException {
    if (target.addresses().isEmpty()) {
      throw new UnknownHostException(target.url());
    }
    return target.addresses();
  }

  private static Stream<Target> targets(String file) {
    try (InputStream in =
        Objects.requireNonNull(SsrfCorpusTest.class.getResourceAsStream("/ssrf/" + file))) {
      return new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(SsrfCorpusTest::target)
              .toList()
              .stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Target target(String line) {
    String[] parts = line.split(" -> ?", 2);
    List<InetAddress> addresses =
        parts.length == 1
            ? List.of(LOOPBACK)
            : Arrays.stream(parts[1].split(","))
                .filter(one -> !one.isBlank())
                .map(SsrfCorpusTest::address)
                .toList();
    return new Target(unescaped(parts[0]), addresses);
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  private static String unescaped(String text) {
    Matcher unicode = Pattern.compile("\\\\u([0-9a-f]{4})").matcher(text);
    return unicode
        .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)))
        .translateEscapes();
  }
}

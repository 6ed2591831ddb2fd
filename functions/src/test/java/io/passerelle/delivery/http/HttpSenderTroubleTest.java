package io.passerelle.delivery.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.Answer.Unanswered;
import io.passerelle.delivery.Finding;
import io.passerelle.delivery.Outgoing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Shops that hang, drip, break off, talk nonsense or are not there.
class HttpSenderTroubleTest {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void aNetworkThatTheMachineDoesNotHaveIsUnreachableAndHidesNoOtherAddress() throws Exception {
    InetAddress multicast = InetAddress.ofLiteral("224.0.0.1");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (var server = new ServerSocket(0, 1, loopback);
        var line = new Line()) {
      Stopwatch watch = new Stopwatch(Duration.ofSeconds(30));

      assertThat(line.dial(List.of(multicast, loopback), server.getLocalPort(), 30_000, watch))
          .isNotNull();
      assertThatExceptionOfType(Failed.class)
          .isThrownBy(() -> line.dial(List.of(multicast), server.getLocalPort(), 30_000, watch))
          .satisfies(e -> assertThat(e.finding).isEqualTo(Finding.UNREACHABLE));
    }
  }

  @Test
  void aShopThatHangsIsGivenUp() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (RawServer shop = RawServer.behaving(out -> never.await())) {
      assertThat(found(shop, SHORT)).isEqualTo(Finding.ANSWER_SLOW);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"})
  void aShopThatDripsIsGivenUpAtTheSameTime(String start) throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (RawServer shop =
        RawServer.behaving(out -> {
          out.write(start.getBytes(UTF_8));
          while (!never.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            out.write(start.isEmpty() ? "HTTP/1.1 1".getBytes(UTF_8) : new byte[] {'a'});
            out.flush();
          }
        })) {
      assertThat(found(shop, SHORT)).isEqualTo(Finding.ANSWER_SLOW);
    }
  }

  @Test
  void aShopThatNeverTakesTheBodyIsGivenUp() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 1, LOOPBACK);
        HttpSender sender = sender(name -> List.of(LOOPBACK), SHORT)) {
      deaf.setReceiveBufferSize(4_096);
      String url = "http://shop.example:" + deaf.getLocalPort() + "/";

      Answer answer =
          sender.send(new Outgoing(url, "text/plain", new byte[Outgoing.BODY_BYTES_MAX], Map.of()));

      assertThat(finding(answer)).isEqualTo(Finding.ANSWER_SLOW);
    }
  }

  @Test
  void aHeaderWithoutAnEndIsCutShort() throws IOException {
    try (RawServer longLine = RawServer.answering("HTTP/1.1 200 OK\r\nA: " + "a".repeat(100_000));
        RawServer manyLines =
            RawServer.answering("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(50_000));
        RawServer interim = RawServer.answering("HTTP/1.1 102 Wait\r\n\r\n".repeat(1_000))) {
      assertThat(found(longLine, LONG)).isEqualTo(Finding.HEAD_TOO_LONG);
      assertThat(found(manyLines, LONG)).isEqualTo(Finding.HEAD_TOO_LONG);
      assertThat(found(interim, LONG)).isEqualTo(Finding.NOT_HTTP_ANSWER);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.6\r\n",
        "220 mail.example ESMTP\r\n",
        "<html><body>hello</body></html>\r\n\r\n",
        "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nOK\r\n",
      })
  void whatIsNotHttpIsCalledThat(String garbage) throws IOException {
    try (RawServer shop = RawServer.answering(garbage)) {
      assertThat(found(shop, LONG).trouble()).isEqualTo(Answer.Trouble.PROTOCOL);
    }
  }

  @Test
  void aConnectionClosedAtOnceIsNoAnswer() throws IOException {
    try (RawServer shop = RawServer.answering("")) {
      assertThat(found(shop, LONG)).isEqualTo(Finding.CLOSED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nOK",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nOK"
      })
  void anAnswerThatStopsHalfwayIsNoAnswer(String half) throws IOException {
    try (RawServer shop = RawServer.answering(half)) {
      assertThat(found(shop, LONG)).isEqualTo(Finding.CUT);
    }
  }

  @Test
  void aClosedPortIsARefusedConnection() throws IOException {
    try (HttpSender sender = sender(name -> List.of(LOOPBACK), LONG)) {
      assertThat(finding(sender.send(post("http://shop.example:" + closedPort() + "/"))))
          .isEqualTo(Finding.REFUSED);
    }
  }

  @Test
  void theNextAddressIsTriedWhereTheFirstRefuses() throws IOException {
    try (RawServer shop = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        HttpSender sender =
            sender(name -> List.of(InetAddress.ofLiteral("127.0.0.9"), LOOPBACK), LONG)) {
      assertThat(((Answered) sender.send(post(shop.url()))).status()).isEqualTo(200);
    }
  }

  @Test
  void anUnknownNameIsADnsTrouble() throws IOException {
    Resolver none =
        name -> {
          throw new UnknownHostException(name);
        };
    try (HttpSender sender = sender(none, LONG);
        HttpSender empty = sender(name -> List.of(), LONG)) {
      assertThat(finding(sender.send(post("http://shop.example/"))))
          .isEqualTo(Finding.NAME_UNKNOWN);
      assertThat(finding(empty.send(post("http://shop.example/")))).isEqualTo(Finding.NAME_UNKNOWN);
    }
  }

  @Test
  void aLookUpThatHangsIsGivenUp() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    Resolver hanging =
        name -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of(LOOPBACK);
        };
    try (HttpSender sender = sender(hanging, SHORT)) {
      assertThat(finding(sender.send(post("http://shop.example/")))).isEqualTo(Finding.LOOKUP_SLOW);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "169.254.169.254", "fd00:ec2::254", "64:ff9b::7f00:1"})
  void aNameThatResolvesToAPrivateAddressIsNotDialled(String address) throws IOException {
    try (HttpSender sender = sender(name -> List.of(InetAddress.ofLiteral(address)), LONG)) {
      assertThat(finding(sender.send(post("http://shop.example/")))).isEqualTo(Finding.FORBIDDEN);
    }
  }

  @Test
  void aNameThatMixesGoodAndBadAddressesIsNotDialledAtAll() throws IOException {
    try (RawServer shop = RawServer.answering("HTTP/1.1 200 OK\r\n\r\n");
        HttpSender sender =
            sender(name -> List.of(LOOPBACK, InetAddress.ofLiteral("10.0.0.1")), LONG)) {
      assertThat(finding(sender.send(post(shop.url())))).isEqualTo(Finding.FORBIDDEN);
      assertThat(shop.requests()).isEmpty();
    }
  }

  @Test
  void anAddressInTheUrlIsJudgedWithoutTheResolver() throws IOException {
    Resolver lying = name -> List.of(LOOPBACK);
    try (RawServer shop = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        HttpSender sender = sender(lying, LONG);
        HttpSender outside = new HttpSender(new AddressGuard(false), lying, Limits.STANDARD)) {
      assertThat(sender.send(post("http://127.0.0.1:" + shop.port() + "/")))
          .isInstanceOf(Answered.class);
      assertThat(finding(sender.send(post("http://10.0.0.1/")))).isEqualTo(Finding.FORBIDDEN);
      assertThat(finding(sender.send(post("http://[fd00:ec2::254]/"))))
          .isEqualTo(Finding.FORBIDDEN);
      assertThat(finding(outside.send(post(shop.url())))).isEqualTo(Finding.FORBIDDEN);
    }
  }

  @Test
  void oneHangingShopDelaysNoOther() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    try (RawServer hanging = RawServer.behaving(out -> answered.await());
        RawServer good = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        HttpSender sender = sender(name -> List.of(LOOPBACK), LONG);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> waiting =
          java.util.stream.IntStream.range(0, 50)
              .mapToObj(i -> threads.submit(() -> sender.send(post(hanging.url()))))
              .toList();

      Answer answer = sender.send(post(good.url()));

      assertThat(answer).isInstanceOf(Answered.class);
      assertThat(waiting).noneMatch(Future::isDone);
      answered.countDown();
      assertThat(waiting)
          .allSatisfy(one -> assertThat(finding(get(one))).isEqualTo(Finding.CLOSED));
    }
  }

  /// Whatever the other side sends is an answer or a trouble, never an exception.
  @Test
  void noNonsenseMakesTheSenderThrow() throws IOException {
    long seed = 4_711;
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    String[] parts = {
      "HTTP/1.1 200 OK\r\n",
      "HTTP/1.1 ",
      "200",
      "\r\n",
      "\r\n\r\n",
      ":",
      "Content-Length: ",
      "5",
      "99999999999999999999",
      "Transfer-Encoding: chunked\r\n",
      "gzip",
      "ffffffffffffffff\r\n",
      "Content-Type: a; charset=",
      "utf-8",
      "\u0000",
      "\u00ff",
      " ",
      "\t",
      "-1",
      "0\r\n",
      "Location: x"
    };
    String[] next = new String[1];
    try (RawServer shop = RawServer.behaving(out -> out.write(next[0].getBytes(ISO_8859_1)));
        HttpSender sender = sender(name -> List.of(LOOPBACK), LONG)) {
      for (int i = 0; i < 400; i++) {
        StringBuilder nonsense = new StringBuilder(random.nextBoolean() ? parts[0] : "");
        for (int j = random.nextInt(8); j > 0; j--) {
          nonsense.append(parts[random.nextInt(parts.length)]);
        }
        next[0] = nonsense.toString();

        assertThat(sender.send(post(shop.url()))).as("seed %d: %s", seed, nonsense).isNotNull();
      }
    }
  }

  private static Answer get(Future<Answer> one) {
    try {
      return one.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Finding found(RawServer shop, Duration deadline) {
    try (HttpSender sender = sender(name -> List.of(LOOPBACK), deadline)) {
      return finding(sender.send(post(shop.url())));
    }
  }

  private static Finding finding(Answer answer) {
    return Finding.of(((Unanswered) answer).detail()).orElseThrow();
  }

  private static HttpSender sender(Resolver resolver, Duration deadline) {
    return new HttpSender(new AddressGuard(true), resolver, Limits.within(deadline));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
      return free.getLocalPort();
    }
  }

  private static Outgoing post(String url) {
    return new Outgoing(url, "application/x-www-form-urlencoded", "a=b".getBytes(UTF_8), Map.of());
  }
}

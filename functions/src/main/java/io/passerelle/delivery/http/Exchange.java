package io.passerelle.delivery.http;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.http.Stopwatch.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.util.Timeout;

/// One request and its answer, on a connection of its own that is closed afterwards.
final class Exchange {

  private static final int INTERIM_ANSWERS_MAX = 5;
  private static final Http1Config HEAD_LIMITS =
      Http1Config.custom()
          .setMaxLineLength(8_192)
          .setMaxHeaderCount(100)
          .setMaxEmptyLineCount(5)
          .build();

  private final TargetUrl.Usable target;
  private final Outgoing outgoing;
  private final Limits limits;
  private final Stopwatch watch;

  Exchange(TargetUrl.Usable target, Outgoing outgoing, Limits limits, Stopwatch watch) {
    this.target = target;
    this.outgoing = outgoing;
    this.limits = limits;
    this.watch = watch;
  }

  Answer over(Line line, List<InetAddress> addresses, Supplier<SSLContext> tls)
      throws Failed, HttpException, IOException {
    int connectMillis = Math.toIntExact(limits.connect().toMillis());
    Socket dialled = line.dial(addresses, target.port(), connectMillis, watch);
    watch.ends(Step.CONNECT);
    dialled.setSoTimeout(watch.millisLeft());
    var connection = new DefaultBHttpClientConnection(HEAD_LIMITS);
    if (target.secure()) {
      SSLSocket secured = Line.secure(dialled, target, tls.get().getSocketFactory());
      watch.ends(Step.TLS);
      connection.bind(secured, dialled);
    } else {
      connection.bind(dialled);
    }
    return talk(connection);
  }

  private Answer talk(DefaultBHttpClientConnection connection) throws HttpException, IOException {
    ClassicHttpRequest request = request();
    connection.sendRequestHeader(request);
    connection.sendRequestEntity(request);
    connection.flush();
    if (connection.isDataAvailable(Timeout.ofMilliseconds(watch.millisLeft()))) {
      watch.ends(Step.FIRST_BYTE);
    }
    ClassicHttpResponse response = finalAnswer(connection);
    if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
      connection.receiveResponseEntity(response);
    }
    return new AnswerReader(limits, outgoing.reading(), connection).read(response, watch);
  }

  private static ClassicHttpResponse finalAnswer(DefaultBHttpClientConnection connection)
      throws HttpException, IOException {
    for (int i = 0; i <= INTERIM_ANSWERS_MAX; i++) {
      ClassicHttpResponse response = connection.receiveResponseHeader();
      if (response.getCode() >= 200) {
        return response;
      }
    }
    throw new ProtocolException("too many interim answers");
  }

  private ClassicHttpRequest request() {
    ClassicHttpRequest request =
        new BasicClassicHttpRequest(outgoing.method(), target.requestTarget());
    request.setHeader("Host", target.authority());
    request.setHeader("User-Agent", "Passerelle");
    request.setHeader("Accept", "*/*");
    outgoing.headers().forEach(request::setHeader);
    request.setHeader("Accept-Encoding", "identity");
    request.setHeader("Connection", "close");
    request.setHeader("Content-Type", outgoing.contentType());
    request.setHeader("Content-Length", outgoing.body().length);
    request.setEntity(
        new InputStreamEntity(
            new ByteArrayInputStream(outgoing.body()),
            outgoing.body().length,
            ContentType.APPLICATION_OCTET_STREAM));
    return request;
  }
}

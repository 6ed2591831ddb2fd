package io.passerelle.delivery.http;

import io.passerelle.delivery.Finding;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// The connection of one exchange: dialled by one thread, cut off by the watchdog's.
///
/// It dials the addresses that it is given and no name, past any proxy that the machine may have
/// set. Cutting closes the bare socket, below TLS, so that no farewell can block.
final class Line implements AutoCloseable {

  private @Nullable Socket socket;
  private boolean cut;

  /// The first of the addresses that accepts within the time.
  Socket dial(List<InetAddress> addresses, int port, int millisMax, Stopwatch watch)
      throws Failed, IOException {
    Failed last = new Failed(Finding.UNREACHABLE);
    for (InetAddress address : addresses) {
      Socket dialled = take(new Socket(Proxy.NO_PROXY));
      try {
        dialled.setTcpNoDelay(true);
        dialled.connect(
            new InetSocketAddress(address, port), Math.min(millisMax, watch.millisLeft()));
        return dialled;
      } catch (SocketTimeoutException e) {
        last = new Failed(Finding.CONNECT_SLOW, e);
      } catch (NoRouteToHostException e) {
        last = new Failed(Finding.UNREACHABLE, e);
      } catch (ConnectException e) {
        last = new Failed(refusal(e), e);
      } catch (SocketException e) {
        if (wasCut()) {
          throw e;
        }
        // A network that the machine does not have, most often that of IPv6.
        last = new Failed(Finding.UNREACHABLE, e);
      }
      dialled.close();
    }
    throw last;
  }

  /// TLS over a dialled socket, with the certificate checked against the name, not the address.
  static SSLSocket secure(Socket dialled, TargetUrl.Usable target, SSLSocketFactory tls)
      throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(dialled, target.host(), target.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /// A network that the machine cannot reach at all comes as the same exception as a closed port.
  private static Finding refusal(ConnectException e) {
    return String.valueOf(e.getMessage()).contains("unreachable")
        ? Finding.UNREACHABLE
        : Finding.REFUSED;
  }

  private synchronized Socket take(Socket next) throws IOException {
    if (cut) {
      next.close();
      throw new IOException("cut off");
    }
    socket = next;
    return next;
  }

  synchronized boolean wasCut() {
    return cut;
  }

  /// The watchdog's: ends whatever the exchange is waiting for.
  synchronized void cut() {
    cut = true;
    close();
  }

  @Override
  public synchronized void close() {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException _) {
        // There is nothing left to be told.
      }
    }
  }
}

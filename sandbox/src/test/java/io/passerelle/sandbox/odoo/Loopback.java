package io.passerelle.sandbox.odoo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.passerelle.sandbox.gateway.GatewayShop;
import io.passerelle.sandbox.gateway.GatewayShop.Keys;
import io.passerelle.sandbox.gateway.GatewayShops;
import io.passerelle.sandbox.gateway.SimulatedGateway;
import io.passerelle.sandbox.state.MemoryDrawer;
import io.passerelle.sandbox.state.StandingClock;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The simulated gateway and an Odoo shop on one loopback server, with nothing between them: the
/// shop's form goes straight to the gateway and the notifications straight to the shop.
final class Loopback implements AutoCloseable {

  static final String SITE = "12345678";

  final StandingClock clock = new StandingClock("2026-01-15T10:07:00Z");
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  final SimulatedGateway gateway;
  final SimulatedOdoo odoo;

  Loopback(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    URI home = URI.create("http://localhost:" + server.getAddress().getPort());
    String ipn = home + "/sandbox/odoo/" + SITE + "/payment/lyra/ipn";
    Keys test = new Keys("1122334455667788", "testpassword_A", "hmac_A");
    GatewayShops shops = new GatewayShops(new MemoryDrawer());
    shops.put(GatewayShop.of(SITE, "Demo", "lyra", test, new Keys("", "", ""), ipn));
    gateway =
        new SimulatedGateway(
            shops,
            new MemoryDrawer(),
            new MemoryDrawer(),
            new MemoryDrawer(),
            clock,
            clock,
            Optional::empty,
            () -> false);
    OdooShops odooShops = new OdooShops(new MemoryDrawer());
    odooShops.put(OdooShop.inTest(SITE, "La Petite Boutique", "lyra", "1122334455667788"));
    odoo =
        new SimulatedOdoo(
            odooShops,
            new MemoryDrawer(),
            new MemoryDrawer(),
            clock,
            home,
            home.resolve("/sandbox/gateway/vads-payment/"),
            Optional::empty);
    serve("/sandbox/gateway/", gateway);
    serve("/sandbox/odoo/", odoo);
    server.setExecutor(threads);
    server.start();
  }

  URI home() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private void serve(String path, Site site) {
    server.createContext(
        path,
        exchange -> {
          WebReply reply = site.answer(request(exchange));
          reply.headers().forEach(exchange.getResponseHeaders()::add);
          exchange.sendResponseHeaders(
              reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
          exchange.getResponseBody().write(reply.body());
          exchange.close();
        });
  }

  private static WebRequest request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    String query = exchange.getRequestURI().getRawQuery();
    return new WebRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query == null ? "" : query,
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    gateway.close();
  }

  /// Serves until it is killed, to look at the pages.
  public static void main(String[] arguments) {
    Loopback loopback = new Loopback(Integer.parseInt(arguments[0]));
    System.out.println(loopback.home() + "/sandbox/odoo/" + SITE + "/");
  }
}

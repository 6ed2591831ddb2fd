package io.passerelle.sandbox;

import io.passerelle.sandbox.aws.Faults;
import io.passerelle.sandbox.aws.Faults.Target;
import io.passerelle.sandbox.console.ConsolePages;
import io.passerelle.sandbox.control.CardFileCalls;
import io.passerelle.sandbox.control.FileServerCalls;
import io.passerelle.sandbox.control.GatewayCalls;
import io.passerelle.sandbox.control.ImportCalls;
import io.passerelle.sandbox.control.Operator;
import io.passerelle.sandbox.control.OrderCalls;
import io.passerelle.sandbox.control.PaymentOrderCalls;
import io.passerelle.sandbox.control.ShopCalls;
import io.passerelle.sandbox.control.SuppressionCall;
import io.passerelle.sandbox.control.TemplateCalls;
import io.passerelle.sandbox.control.TokenCalls;
import io.passerelle.sandbox.ecwid.EcwidStores;
import io.passerelle.sandbox.ecwid.SimulatedEcwid;
import io.passerelle.sandbox.gateway.GatewayShops;
import io.passerelle.sandbox.gateway.SimulatedGateway;
import io.passerelle.sandbox.odoo.OdooShops;
import io.passerelle.sandbox.odoo.SimulatedOdoo;
import io.passerelle.sandbox.shopify.ShopifyShops;
import io.passerelle.sandbox.shopify.SimulatedShopify;
import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.TableDrawers;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The world around the bridge: the gateway, the shops, the demo company, and the calls and pages
/// by which people and tests take part in it.
final class Simulation {

  private static final String KEYSET = "Keyset";
  private static final String ADDRESS = "address";

  private final Sandbox sandbox;
  private final TableDrawers drawers;
  private final String url;
  private final GatewayShops gatewayShops;
  private final OdooShops odooShops;
  private final ShopifyShops shopifyShops;
  private final EcwidStores ecwidStores;

  private Simulation(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.drawers = sandbox.cloud().drawers();
    this.url = sandbox.url();
    this.gatewayShops = new GatewayShops(drawers.drawer("gateway-shops"));
    this.odooShops = new OdooShops(drawers.drawer("odoo-shops"));
    this.shopifyShops = new ShopifyShops(drawers.drawer("shopify-shops"));
    this.ecwidStores = new EcwidStores(drawers.drawer("ecwid-stores"));
  }

  /// Puts the world into a sandbox that is not open yet.
  static void in(Sandbox sandbox) {
    new Simulation(sandbox).settle();
  }

  private void settle() {
    sandbox.cloud().secrets().put(KEYSET, keyset(drawers.drawer("secrets")));
    SimulatedGateway gateway = gateway();
    Operator operator = new Operator(sandbox.host(), sandbox.pump());
    ShopCalls shops = shops(operator);
    sandbox
        .site("/sandbox/gateway/", gateway)
        .site("/sandbox/odoo/", odoo())
        .site("/sandbox/shopify/", shopify())
        .site("/sandbox/ecwid/", ecwid())
        .site("/sandbox/api/info", shops.info())
        .site("/sandbox/api/shops", shops)
        .site("/sandbox/api/orders/", new OrderCalls(operator))
        .site("/sandbox/api/tokens/", new TokenCalls(operator))
        .site("/sandbox/api/card-files/", new CardFileCalls(operator, sandbox.cloud().s3()))
        .site("/sandbox/api/paymentorders/", new PaymentOrderCalls(operator))
        .site("/sandbox/api/templates/", new TemplateCalls(operator))
        .site("/sandbox/api/imports/", new ImportCalls(operator, sandbox.cloud().s3()))
        .site("/sandbox/api/deliveries/", new OrderCalls(operator))
        .site("/sandbox/api/mailbox/unsuppress", new SuppressionCall(operator))
        .site("/sandbox/api/gateway/", new GatewayCalls(gateway.control(), gateway.tokens()))
        .site("/sandbox/", new ConsolePages(operator, shops, sandbox));
    settle(shops, drawers.drawer("sandbox"), url);
    FileServerCalls files = new FileServerCalls(operator, files(gateway, shops).server());
    sandbox.site("/sandbox/api/files", files);
    DemoCompany.settle(files);
  }

  private GatewayFiles files(SimulatedGateway gateway, ShopCalls shops) {
    GatewayFiles files =
        new GatewayFiles(
            sandbox.data(),
            drawers.drawer("file-server"),
            shops,
            gateway.expiryFiles(),
            sandbox.clock(),
            sandbox.agenda());
    sandbox.closing(files);
    return files;
  }

  private SimulatedGateway gateway() {
    return new SimulatedGateway(
        gatewayShops,
        drawers.drawer("gateway-payments"),
        drawers.drawer("gateway-notices"),
        drawers.drawer("gateway-tokens"),
        sandbox.clock(),
        sandbox.agenda(),
        faults(sandbox.faults(), Target.GATEWAY),
        sandbox.faults()::isDropped);
  }

  private SimulatedOdoo odoo() {
    return new SimulatedOdoo(
        odooShops,
        drawers.drawer("odoo-orders"),
        drawers.drawer("odoo-deliveries"),
        sandbox.clock(),
        URI.create(url),
        URI.create(url + "/vads-payment/"),
        faults(sandbox.faults(), Target.SHOP));
  }

  private SimulatedShopify shopify() {
    return new SimulatedShopify(
        shopifyShops,
        new SimulatedShopify.Drawers(
            drawers.drawer("shopify-payments"), drawers.drawer("shopify-operations")),
        sandbox.clock(),
        sandbox.agenda(),
        URI.create(url),
        faults(sandbox.faults(), Target.SHOP));
  }

  private SimulatedEcwid ecwid() {
    return new SimulatedEcwid(
        ecwidStores,
        new SimulatedEcwid.Drawers(
            drawers.drawer("ecwid-orders"),
            drawers.drawer("ecwid-events"),
            drawers.drawer("ecwid-storage")),
        sandbox.clock(),
        sandbox.agenda(),
        URI.create(url),
        faults(sandbox.faults(), Target.SHOP));
  }

  private ShopCalls shops(Operator operator) {
    return new ShopCalls(
        operator,
        gatewayShops,
        odooShops,
        shopifyShops,
        ecwidStores,
        drawers.drawer("shops"),
        sandbox.clock(),
        url);
  }

  /// Another run of the same folder may have had another port.
  private static void settle(ShopCalls shops, Drawer drawer, String url) {
    String before = drawer.all().getOrDefault(ADDRESS, url);
    if (!before.equals(url)) {
      shops.moveFrom(before);
    }
    DemoCompany.settle(shops, url);
    drawer.put(ADDRESS, url);
  }

  /// What Secrets Manager makes in a deployment; kept with the state, since it opens what is
  /// stored.
  private static String keyset(Drawer drawer) {
    String kept = drawer.all().get(KEYSET);
    if (kept != null) {
      return kept;
    }
    byte[] random = new byte[48];
    new SecureRandom().nextBytes(random);
    String keyset = "{\"primary\": \"1\", \"1\": \"" + HexFormat.of().formatHex(random) + "\"}";
    drawer.put(KEYSET, keyset);
    return keyset;
  }

  private static Supplier<Optional<String>> faults(Faults faults, Target target) {
    return () ->
        faults.next(target).map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}

package io.passerelle.shop.odoo;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.shop.Connection;
import java.util.Locale;

/// Where a shop module takes notifications: `<shop>/payment/<app>/ipn` (Odoo module guide, chapter
/// 7).
public final class OdooRelay {

  private OdooRelay() {}

  /// The module's notification URL. A connection whose URL already ends like one is taken as it is:
  /// modules other than Odoo's have paths of their own.
  public static String target(Connection connection) {
    String url = connection.field("url").orElse("");
    if (url.endsWith("/ipn") || url.contains("?") || url.endsWith(".php")) {
      return url;
    }
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    return base + "/payment/" + connection.field("app").orElse("lyra") + "/ipn";
  }

  /// Checks a connection when it is saved.
  public static void check(Connection connection) {
    if (connection.field("url").isEmpty()) {
      throw new Rejection(Reason.INVALID, "connection.url is missing");
    }
    String app = connection.field("app").orElse("lyra");
    if (!app.matches("[a-z0-9_-]{1,40}")) {
      throw new Rejection(Reason.INVALID, "connection.app must be like systempay or lyra");
    }
  }

  /// Whether an answer with a status of success says that the module did nothing: Odoo's answers
  /// 200 also when it refuses (module 4.3.0, `controllers/main.py`).
  public static boolean saysRefused(String answer) {
    String text = answer.toLowerCase(Locale.ROOT);
    return text.contains("bad request received")
        || text.contains("an error occurred while processing payment")
        || text.startsWith("ko-")
        || text.contains(">ko-");
  }
}

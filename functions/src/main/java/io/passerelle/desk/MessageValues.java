package io.passerelle.desk;

import io.passerelle.alert.Written;
import io.passerelle.delivery.CleanText;
import io.passerelle.paymentorder.MessageText;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Shop;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What the variables of a message stand for: amounts and days as its language writes them, each
/// value one clean line, so that none can begin a header or another paragraph.
final class MessageValues {

  private static final int VALUE_MAX = 300;

  private MessageValues() {}

  static Map<String, String> of(PaymentOrder order, Shop shop, String language, String url) {
    Locale locale = Written.locale(language);
    ZoneId zone = ZoneId.of(shop.timeZone());
    FormatStyle style = order.channel().isToPhone() ? FormatStyle.SHORT : FormatStyle.LONG;
    PageSettings page = shop.page();
    String name = page.text(PageSettings.SHOP_NAME);
    Map<String, String> values = new HashMap<>();
    values.put("reference", order.id().reference());
    values.put("amount", Written.amount(order.amount(), locale));
    values.put(
        "start_date", Written.date(LocalDate.ofInstant(order.createdAt(), zone), locale, style));
    values.put("end_date", Written.until(order.validUntil(), zone, locale, style));
    values.put("shop_name", name.isEmpty() ? shop.label() : name);
    values.put("shop_contact", page.text(PageSettings.SHOP_CONTACT));
    values.put("shop_url", page.text(PageSettings.SHOP_URL));
    values.put(MessageText.URL, url);
    values.replaceAll((_, value) -> CleanText.line(value, VALUE_MAX).strip());
    return values;
  }
}

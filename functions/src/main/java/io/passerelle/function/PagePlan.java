package io.passerelle.function;

import io.passerelle.desk.LinkWishes;
import io.passerelle.gateway.PagePreferences;
import io.passerelle.gateway.PagePreferences.Redirect;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.PageSettings.Validation;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A shop's settings as the payment page is told them.
final class PagePlan {

  private final Shop shop;
  private final PageSettings settings;
  private final BuyerWords words;

  private PagePlan(Shop shop, BuyerWords words) {
    this.shop = shop;
    this.settings = shop.page();
    this.words = words;
  }

  static PagePreferences of(Shop shop, Session session, BuyerWords words) {
    return new PagePlan(shop, words).preferences(session);
  }

  private PagePreferences preferences(Session session) {
    LinkWishes wishes = LinkWishes.of(session);
    boolean atOnce = Returns.of(session.platform()).isAtOnce();
    String name = settings.text(PageSettings.SHOP_NAME);
    return new PagePreferences(
        words.language(),
        settings.list(PageSettings.AVAILABLE_LANGUAGES),
        wishes.captureDelay().isPresent() ? wishes.captureDelay() : settings.captureDelay(),
        wishes.validatedByHand().or(() -> byHand(settings.validation())),
        settings.list(PageSettings.PAYMENT_CARDS),
        settings.threeDsBelow(),
        redirect(atOnce, settings.successRedirect(), PageSettings.REDIRECT_SUCCESS_MESSAGE),
        redirect(atOnce, settings.errorRedirect(), PageSettings.REDIRECT_ERROR_MESSAGE),
        settings.returnsByGet(),
        name.isEmpty() ? shop.label() : name,
        settings.text(PageSettings.SHOP_URL),
        Map.of("platform", session.platform().name().toLowerCase(Locale.ROOT)),
        wishes.authentication());
  }

  private static Optional<Boolean> byHand(Validation validation) {
    return switch (validation) {
      case BACK_OFFICE -> Optional.empty();
      case AUTOMATIC -> Optional.of(false);
      case MANUAL -> Optional.of(true);
    };
  }

  private Redirect redirect(boolean atOnce, OptionalInt asked, String message) {
    OptionalInt seconds = atOnce ? OptionalInt.of(0) : asked;
    if (seconds.isEmpty()) {
      return Redirect.none();
    }
    String said = settings.text(message);
    return new Redirect(seconds, said.isEmpty() ? words.get("soon") : said);
  }
}

package io.passerelle.shop;

import io.passerelle.edge.Json;
import io.passerelle.payment.InstalmentOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A shop's settings as they are used: each with its type, and its default where it is not set.
///
/// `texts` are as [ShopSettings] has checked them.
public record PageSettings(Map<String, String> texts) {

  public static final String ALERT_LANGUAGE = "alertLanguage";
  public static final String TIME_ZONE = "timeZone";
  public static final String MERCHANT_LEGAL_ID = "merchantLegalId";
  public static final String LANGUAGE = "language";
  public static final String AVAILABLE_LANGUAGES = "availableLanguages";
  public static final String CAPTURE_DELAY = "captureDelay";
  public static final String VALIDATION_MODE = "validationMode";
  public static final String PAYMENT_CARDS = "paymentCards";
  public static final String CARD_ICONS = "cardIcons";
  public static final String THREE_DS_BELOW = "threeDsBelow";
  public static final String AUTOMATIC_REDIRECT = "automaticRedirect";
  public static final String REDIRECT_SUCCESS_TIMEOUT = "redirectSuccessTimeout";
  public static final String REDIRECT_ERROR_TIMEOUT = "redirectErrorTimeout";
  public static final String REDIRECT_SUCCESS_MESSAGE = "redirectSuccessMessage";
  public static final String REDIRECT_ERROR_MESSAGE = "redirectErrorMessage";
  public static final String RETURN_MODE = "returnMode";
  public static final String THANKS_MESSAGE = "thanksMessage";
  public static final String PENDING_MESSAGE = "pendingMessage";
  public static final String DONE_MESSAGE = "doneMessage";
  public static final String CANCEL_MESSAGE = "cancelMessage";
  public static final String ERROR_MESSAGE = "errorMessage";
  public static final String SHOP_NAME = "shopName";
  public static final String SHOP_URL = "shopUrl";
  public static final String SHOP_CONTACT = "shopContact";
  public static final String SHOP_COUNTRIES = "shopCountries";
  public static final String BUYER_COUNTRIES = "buyerCountries";
  public static final String PAYMENT_JOURNAL = "paymentJournal";
  public static final String INSTALMENTS = "instalments";
  public static final String PAYMENT_ORDER_DAYS = "paymentOrderDays";
  public static final String PAYMENT_ORDER_REFERENCE = "paymentOrderReference";

  public static final String CARD_UPDATE_MAILS = "cardUpdateMails";
  public static final String CARD_FILES = "cardFiles";
  public static final String CARD_WARNING_MONTHS = "cardWarningMonths";
  public static final String CARD_REMINDERS = "cardReminders";
  public static final String CARD_REMINDER_DAYS = "cardReminderDays";

  /// Long enough to read a sentence, where a shop redirects by itself and says no time.
  static final int REDIRECT_SECONDS = 5;

  static final int PAYMENT_ORDER_DAYS_UNLESS_SET = 30;

  /// As at the gateway.
  static final int CARD_WARNING_MONTHS_UNLESS_SET = 2;

  /// Who decides whether a payment is captured without the merchant's consent.
  public enum Validation {
    /// What the gateway's back office says.
    BACK_OFFICE,
    AUTOMATIC,
    MANUAL
  }

  /// Which changes of kept cards the merchant is mailed about, as the gateway lets choose for ITNs.
  public enum CardMails {
    ALWAYS,
    /// Those that the card's issuer made, or may have made.
    ISSUER,
    NEVER;

    public boolean wants(boolean byIssuer) {
      return this == ALWAYS || (this == ISSUER && byIssuer);
    }
  }

  public PageSettings {
    texts = Map.copyOf(texts);
  }

  /// A setting that is a text; empty where it is not set.
  public String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /// A setting that is a list; empty where it is not set.
  public List<String> list(String name) {
    String text = text(name);
    return text.isEmpty() ? List.of() : List.of(text.split(SettingRule.LIST_SEPARATOR, -1));
  }

  public String language() {
    return texts.getOrDefault(LANGUAGE, PageLanguage.DEFAULT);
  }

  /// In days; empty leaves it to the gateway's back office.
  public OptionalInt captureDelay() {
    String days = text(CAPTURE_DELAY);
    return days.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(days));
  }

  public Validation validation() {
    return switch (text(VALIDATION_MODE)) {
      case "0" -> Validation.AUTOMATIC;
      case "1" -> Validation.MANUAL;
      default -> Validation.BACK_OFFICE;
    };
  }

  /// In the smallest unit of the order's currency.
  public OptionalLong threeDsBelow() {
    String amount = text(THREE_DS_BELOW);
    return amount.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(amount));
  }

  public boolean automaticRedirect() {
    return text(AUTOMATIC_REDIRECT).equals("true");
  }

  /// After how many seconds a buyer who has paid is led back, where the shop wants that.
  public OptionalInt successRedirect() {
    return redirect(REDIRECT_SUCCESS_TIMEOUT);
  }

  /// The same for one who has not.
  public OptionalInt errorRedirect() {
    return redirect(REDIRECT_ERROR_TIMEOUT);
  }

  private OptionalInt redirect(String timeout) {
    if (!automaticRedirect()) {
      return OptionalInt.empty();
    }
    String seconds = text(timeout);
    return OptionalInt.of(seconds.isEmpty() ? REDIRECT_SECONDS : Integer.parseInt(seconds));
  }

  /// Whether the buyer comes back by GET, which is so unless the shop wants POST.
  public boolean returnsByGet() {
    return !text(RETURN_MODE).equals("POST");
  }

  /// For how many days a payment order is valid whose merchant names no end.
  public int paymentOrderDays() {
    String days = text(PAYMENT_ORDER_DAYS);
    return days.isEmpty() ? PAYMENT_ORDER_DAYS_UNLESS_SET : Integer.parseInt(days);
  }

  public CardMails cardMails() {
    String when = text(CARD_UPDATE_MAILS);
    return when.isEmpty() ? CardMails.ALWAYS : CardMails.valueOf(when);
  }

  /// Whether files of expiring cards are written for the shop each month.
  public boolean cardFiles() {
    return text(CARD_FILES).equals("true");
  }

  /// How many months before its end of validity a kept card is warned of.
  public int cardWarningMonths() {
    String months = text(CARD_WARNING_MONTHS);
    return months.isEmpty() ? CARD_WARNING_MONTHS_UNLESS_SET : Integer.parseInt(months);
  }

  /// Whether buyers are reminded of the end of their cards' validity.
  public boolean cardReminders() {
    return text(CARD_REMINDERS).equals("true");
  }

  /// How many days before it.
  public List<Integer> cardReminderDays() {
    List<String> days = list(CARD_REMINDER_DAYS);
    return days.isEmpty() ? List.of(30, 7) : days.stream().map(Integer::valueOf).toList();
  }

  public boolean paymentOrderReferenceNeeded() {
    return text(PAYMENT_ORDER_REFERENCE).equals("true");
  }

  /// All ways to pay in parts, also those that are switched off.
  public List<InstalmentOption> instalments() {
    String document = text(INSTALMENTS);
    return document.isEmpty() ? List.of() : InstalmentSettings.options(Json.ours(document));
  }

  public Optional<InstalmentOption> instalments(String code) {
    return instalments().stream().filter(option -> option.code().equals(code)).findFirst();
  }
}

package io.passerelle.carddesk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.alert.CardReminderMail;
import io.passerelle.alert.EmailAddress;
import io.passerelle.alert.Envelope;
import io.passerelle.alert.Mail;
import io.passerelle.alert.RawMessage;
import io.passerelle.alert.Written;
import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.MailServer;
import io.passerelle.card.CardReminder;
import io.passerelle.card.CardReminder.End;
import io.passerelle.card.CardToken;
import io.passerelle.card.LastFour;
import io.passerelle.payment.Mode;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Shop;
import io.passerelle.store.ReminderId;
import io.passerelle.store.Suppressions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Hands the mails by which buyers are reminded of their cards to the mail server, in the language
/// of the buyer's payment page.
public final class ReminderPost {

  /// What the mail server says of a mail that will never do.
  private static final Set<String> FOR_GOOD =
      Set.of("MessageRejected", "InvalidParameterValue", "ValidationError");

  /// How it went.
  enum Outcome {
    TAKEN,
    LATER,
    REFUSED
  }

  private final MailServer server;
  private final Suppressions suppressions;
  private final CardReminderMail mails;
  private final String publicUrl;

  /// `publicUrl` is where buyers reach this deployment.
  public ReminderPost(
      MailServer server, Suppressions suppressions, EmailAddress from, String publicUrl) {
    this.server = server;
    this.suppressions = suppressions;
    this.mails = new CardReminderMail(from);
    this.publicUrl = publicUrl;
  }

  /// Where a buyer changes the card.
  public static String path(CardReminder reminder) {
    return "/card/" + reminder.link();
  }

  /// Why the buyer of a token gets no mail; empty where one may be sent.
  Optional<End> unreachable(CardToken token) {
    Optional<EmailAddress> to = EmailAddress.parse(token.holder().email());
    if (to.isEmpty()) {
      return Optional.of(End.NO_ADDRESS);
    }
    return suppressions.find(to.get().value()).map(_ -> End.SUPPRESSED);
  }

  Outcome hand(CardReminder reminder, CardToken token, Shop shop, Instant now) {
    EmailAddress to = EmailAddress.parse(token.holder().email()).orElseThrow();
    String language = shop.pageLanguage(token.holder().language());
    // The same for each try, so that a mail that went twice is one mail to its reader.
    String name = ReminderId.of(reminder) + "-" + (reminder.sent() + 1);
    String id = UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    Envelope envelope = new Envelope(id, List.of(to), Written.locale(language), Optional.empty());
    Mail mail = mails.of(facts(reminder, token, shop, now), envelope);
    try {
      server.send(RawMessage.of(mail, now), List.of(to.value()));
      return Outcome.TAKEN;
    } catch (AwsFailure failure) {
      return FOR_GOOD.contains(failure.error()) ? Outcome.REFUSED : Outcome.LATER;
    }
  }

  private CardReminderMail.Facts facts(
      CardReminder reminder, CardToken token, Shop shop, Instant now) {
    PageSettings page = shop.page();
    String name = page.text(PageSettings.SHOP_NAME);
    LocalDate today = LocalDate.ofInstant(now, CardReminders.zone(shop));
    return new CardReminderMail.Facts(
        name.isEmpty() ? shop.label() : name,
        page.text(PageSettings.SHOP_CONTACT),
        token.card().brand(),
        token.card().lastFour().map(LastFour::digits).orElse(""),
        reminder.expiry().toString(),
        reminder.expiry().lastDay().isBefore(today),
        token.id().mode() == Mode.TEST,
        publicUrl + path(reminder));
  }
}

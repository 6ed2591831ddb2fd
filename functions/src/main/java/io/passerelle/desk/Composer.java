package io.passerelle.desk;

import io.passerelle.delivery.CleanText;
import io.passerelle.delivery.Texts;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.MessageTemplate;
import io.passerelle.paymentorder.MessageTemplate.Kind;
import io.passerelle.paymentorder.MessageText;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.SmsText;
import io.passerelle.shop.Shop;
import io.passerelle.store.MessageTemplates;
import java.util.HashMap;
import java.util.Map;

/// Writes what a buyer reads: the merchant's own words, else the shop's template for that language
/// and kind, else the text that is built in.
///
/// Lives for one request: the templates that it has read stay as they were.
public final class Composer {

  /// What a message is for.
  public enum Purpose {
    ASK(""),
    REMIND("reminder."),
    /// The end of validity is over.
    REMIND_LATE("late.");

    private final String texts;

    Purpose(String texts) {
      this.texts = texts;
    }
  }

  private static final int SUBJECT_MAX = 250;

  private final PaymentLinks links;
  private final MessageTemplates templates;
  private final Map<String, MessageTemplate> read = new HashMap<>();

  public Composer(PaymentLinks links, MessageTemplates templates) {
    this.links = links;
    this.templates = templates;
  }

  public Composed compose(PaymentOrder order, Shop shop, Purpose purpose) {
    String language = language(order, shop);
    Kind kind = Kind.of(order.channel());
    MessageTemplate words =
        purpose == Purpose.ASK
            ? asked(order, shop, kind, language)
            : builtIn(kind, language, purpose);
    return written(words, order, shop, language);
  }

  /// Each from where it is given: a merchant may write a subject and leave the text to the
  /// template.
  private MessageTemplate asked(PaymentOrder order, Shop shop, Kind kind, String language) {
    String subject = order.message().subject();
    String text = order.message().text();
    if (!text.isEmpty() && (!subject.isEmpty() || kind != Kind.EMAIL)) {
      return new MessageTemplate("", kind, language, "", subject, text, 0);
    }
    MessageTemplate standard =
        read.computeIfAbsent(
            kind + language,
            _ ->
                templates
                    .defaultOf(shop.siteId(), kind, language)
                    .orElseGet(() -> builtIn(kind, language, Purpose.ASK)));
    return new MessageTemplate(
        "",
        kind,
        language,
        "",
        subject.isEmpty() ? standard.subject() : subject,
        text.isEmpty() ? standard.text() : text,
        0);
  }

  /// A template in the words of one payment order.
  Composed written(MessageTemplate words, PaymentOrder order, Shop shop, String language) {
    Map<String, String> values = MessageValues.of(order, shop, language, links.url(order));
    MessageText text =
        new MessageText(words.text()).withLink(words.kind() == Kind.EMAIL ? "\n\n" : " ");
    String plain = text.filled(values, part -> part);
    if (order.channel().isToPhone()) {
      return new Composed("", SmsText.plain(plain.strip()).text(), "");
    }
    if (order.channel() != Channel.EMAIL) {
      return new Composed("", plain.strip(), "");
    }
    String subject = new MessageText(words.subject()).filled(values, part -> part);
    return new Composed(
        CleanText.line(subject, SUBJECT_MAX).strip(),
        plain.strip() + "\n",
        MessageHtml.of(text, values, language));
  }

  /// The text that is built in for a kind, in any language of the payment page.
  static MessageTemplate builtIn(Kind kind, String language, Purpose purpose) {
    if (kind == Kind.URL) {
      String sentence = Texts.in(Composer.class, "link", language).get("sentence");
      return new MessageTemplate("", kind, language, "", "", sentence, 0);
    }
    Texts texts = Texts.in(Composer.class, "message", language);
    String of = purpose.texts + (kind == Kind.EMAIL ? "mail." : "sms.");
    String subject = kind == Kind.EMAIL ? texts.get(of + "subject") : "";
    return new MessageTemplate("", kind, language, "", subject, texts.get(of + "text"), 0);
  }

  static String language(PaymentOrder order, Shop shop) {
    String asked = order.terms().language();
    return asked.isEmpty() ? shop.page().language() : asked;
  }
}

package io.passerelle.paymentorder;

import java.util.Map;
import java.util.Set;

/// What a merchant keeps to be written to buyers, in one language and for one kind of message.
/// `subject` is empty where the kind has none; `version` counts its writes.
public record MessageTemplate(
    String id, Kind kind, String language, String name, String subject, String text, long version) {

  /// What a text is written for: its limits differ.
  public enum Kind {
    EMAIL(20_000),
    SMS(SmsText.WRITTEN_MAX),
    /// The sentence that a merchant copies beside a link.
    URL(1_000);

    private final int textMax;

    Kind(int textMax) {
      this.textMax = textMax;
    }

    /// Which kind a payment order of that channel takes.
    public static Kind of(Channel channel) {
      return switch (channel) {
        case EMAIL -> EMAIL;
        case SMS, WHATSAPP -> SMS;
        case URL, INVOICE -> URL;
      };
    }
  }

  private static final Set<String> FIELDS =
      Set.of("id", "kind", "language", "name", "subject", "text");
  private static final int NAME_MAX = 100;

  /// Reads a template as a merchant writes it, or throws an [InvalidField].
  public static MessageTemplate read(Map<String, String> written, String id, long version) {
    Fields fields = new Fields(written, FIELDS);
    Kind kind = fields.choice("kind", Kind.class, Kind.EMAIL);
    String language = Terms.language(fields);
    if (language.isEmpty()) {
      throw new InvalidField("language", "is needed");
    }
    String name = fields.line("name", NAME_MAX);
    if (name.isEmpty()) {
      throw new InvalidField("name", "is needed");
    }
    String subject = MessageText.checked("subject", fields.line("subject", Draft.SUBJECT_MAX));
    if (kind == Kind.EMAIL == subject.isEmpty()) {
      throw new InvalidField("subject", kind == Kind.EMAIL ? "is needed" : "is for e-mails alone");
    }
    String text = MessageText.checked("text", fields.text("text", kind.textMax));
    if (text.isEmpty()) {
      throw new InvalidField("text", "is needed");
    }
    return new MessageTemplate(id, kind, language, name, subject, text, version);
  }

  /// A new one with the same words.
  public MessageTemplate copied(String id, String name) {
    return new MessageTemplate(id, kind, language, name, subject, text, 0);
  }
}

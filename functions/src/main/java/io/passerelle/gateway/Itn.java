package io.passerelle.gateway;

import io.passerelle.card.Card;
import io.passerelle.card.CardUpdate;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.card.NetworkState;
import io.passerelle.card.TokenId;
import io.passerelle.card.TokenState;
import io.passerelle.payment.CardNumbers;
import io.passerelle.payment.Mode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A notification about a token (ITN), cut down to the fields that are documented, each of a length
/// that cannot harm; of a card's number the last four digits.
///
/// `signed` is whether a shop's key proved it: the documents say nothing of a signature, so most
/// are hints.
public record Itn(boolean signed, Map<String, String> fields) {

  static final String TOKEN = "paymentMethodToken";
  static final String LEGAL_ID = "merchantLegalId";
  static final String MODE = "mode";
  private static final String TOKEN_STATUS = "paymentMethodTokenStatus";
  private static final String CANCELLATION = "cancellationDate";
  private static final String NETWORK_STATUS = "meansOfPayment.status";
  private static final String NETWORK = "meansOfPayment.method";
  private static final String LAST_FOUR = "card.lastFour";
  private static final String MONTH = "card.expiryMonth";
  private static final String YEAR = "card.expiryYear";
  private static final String SOURCE = "source";
  private static final Set<String> NAMES =
      Set.of(
          TOKEN,
          LEGAL_ID,
          MODE,
          TOKEN_STATUS,
          CANCELLATION,
          NETWORK_STATUS,
          NETWORK,
          LAST_FOUR,
          MONTH,
          YEAR,
          SOURCE);
  private static final int VALUE_LENGTH_MAX = 64;
  private static final DateTimeFormatter AS_PRINTED =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  public Itn {
    fields = Map.copyOf(fields);
  }

  /// Keeps what is documented of whatever was told. Done again it keeps the same.
  public static Itn cut(boolean signed, Map<String, String> told) {
    Map<String, String> fields = new TreeMap<>();
    for (String name : NAMES) {
      String value = told.getOrDefault(name, "").strip();
      String kept =
          switch (name) {
            case LAST_FOUR -> lastFour(value);
            case TOKEN -> TokenId.isValid(value) && isClean(value) ? value : "";
            case LEGAL_ID -> isLegalId(value) ? value : "";
            default -> isClean(value) ? shortened(value) : "";
          };
      if (!kept.isEmpty()) {
        fields.put(name, kept);
      }
    }
    return new Itn(signed, fields);
  }

  /// Whether no card's number is in it, whole or masked.
  private static boolean isClean(String value) {
    return !CardNumbers.isIn(value) && CardNumbers.hidden(value).equals(value);
  }

  private static String lastFour(String value) {
    return KeptCard.card("", value, "", "").lastFour().map(four -> four.digits()).orElse("");
  }

  private static String shortened(String value) {
    boolean plain = value.chars().allMatch(c -> c >= ' ' && c <= '~');
    return plain && value.length() <= VALUE_LENGTH_MAX ? value : "";
  }

  /// A SIRET has 14 digits; what has more may be a card's number.
  private static boolean isLegalId(String value) {
    return value.matches("[A-Za-z0-9 ]{1,32}")
        && !value.matches("(?:[0-9] *){15,32}")
        && isClean(value);
  }

  public Optional<String> token() {
    return Optional.ofNullable(fields.get(TOKEN));
  }

  public Optional<Mode> mode() {
    return word(MODE, Mode.values());
  }

  /// By which number the merchant is registered; empty where it is not told.
  public String legalId() {
    return text(LEGAL_ID).replace(" ", "");
  }

  /// What it says of the token, as the news of this place.
  public CardUpdate update(long place) {
    return new CardUpdate(place, signed, tokenState(), networkState(), card(), source());
  }

  /// A date of cancellation says it too where there is no status.
  private Optional<TokenState> tokenState() {
    Optional<TokenState> state = word(TOKEN_STATUS, TokenState.values());
    boolean dated = text(TOKEN_STATUS).isEmpty() && cancelledAt().isPresent();
    return dated ? Optional.of(TokenState.CANCELLED) : state;
  }

  private Optional<NetworkState> networkState() {
    return word(NETWORK_STATUS, NetworkState.values()).filter(one -> one != NetworkState.UNKNOWN);
  }

  private Card card() {
    return KeptCard.card(text(NETWORK), text(LAST_FOUR), text(MONTH), text(YEAR));
  }

  private Source source() {
    return switch (text(SOURCE)) {
      case "ISSUER" -> Source.ISSUER;
      case "GATEWAY" -> Source.GATEWAY;
      default -> Source.UNKNOWN;
    };
  }

  /// When the token was cancelled, in either of the two ways in which the documents write it; the
  /// one without a zone is taken as UTC.
  public Optional<Instant> cancelledAt() {
    String text = text(CANCELLATION);
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(
              text.contains("/")
                  ? LocalDateTime.parse(text, AS_PRINTED).toInstant(ZoneOffset.UTC)
                  : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// The names of those fields whose word is none that is documented.
  public Set<String> unknownWords() {
    Map<String, Boolean> known = new LinkedHashMap<>();
    known.put(TOKEN_STATUS, word(TOKEN_STATUS, TokenState.values()).isPresent());
    known.put(NETWORK_STATUS, networkState().isPresent());
    known.put(CANCELLATION, cancelledAt().isPresent());
    known.put(SOURCE, source() != Source.UNKNOWN);
    known.keySet().removeIf(name -> text(name).isEmpty() || known.getOrDefault(name, false));
    return Set.copyOf(known.keySet());
  }

  private <E extends Enum<E>> Optional<E> word(String name, E[] words) {
    return Arrays.stream(words).filter(word -> word.name().equals(text(name))).findFirst();
  }

  private String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /// No token: with it and a password a merchant's buyer could be charged.
  @Override
  public String toString() {
    return "ITN " + fields.keySet();
  }
}

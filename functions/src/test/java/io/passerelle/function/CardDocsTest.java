package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.card.Card;
import io.passerelle.card.CardChange;
import io.passerelle.card.CardToken;
import io.passerelle.card.CardUpdate;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.card.Expiry;
import io.passerelle.card.Holder;
import io.passerelle.card.LastFour;
import io.passerelle.card.NetworkState;
import io.passerelle.card.TokenId;
import io.passerelle.card.Warning;
import io.passerelle.delivery.Rules;
import io.passerelle.delivery.Variable;
import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.gateway.CardTold;
import io.passerelle.gateway.FormSigner;
import io.passerelle.payment.CardNumbers;
import io.passerelle.payment.Mode;
import io.passerelle.shop.PageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What merchants read of kept cards is what the code does, in both languages.
class CardDocsTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final String ENGLISH = "cards.md";
  private static final String FRENCH = "cartes.fr.md";
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final Pattern JSON = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([A-Za-z_]+)`");

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, FRENCH})
  void everyVariableAndEachOfItsWordsIsTold(String page) throws IOException {
    String text = text(page);

    Variable.ofCards()
        .forEach((name, variable) -> {
          assertThat(text).contains("`" + name + "`");
          variable.words().forEach(word -> assertThat(text).contains("`" + word + "`"));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, FRENCH})
  void theFormHasTheFieldsThatAreTold(String page) throws IOException {
    Set<String> told =
        CODE.matcher(text(page))
            .results()
            .map(found -> found.group(1))
            .filter(name -> name.startsWith("vads_"))
            .collect(toCollection(TreeSet::new));

    Form form = Form.parse(CardTold.asForm(document(), FormSigner.hmacSha256(Requests.KEY)));
    Set<String> sent = new TreeSet<>(form.fields().keySet());
    sent.remove("signature");

    assertThat(sent).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, FRENCH})
  void theAnswerIsTheOneThatIsShown(String page) throws IOException {
    Json shown = Json.parse(examples(page).toList().get(1));
    Json sent = Json.ours(new String(document(), UTF_8));

    assertThat(flat(sent)).isEqualTo(flat(shown));
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, FRENCH})
  void theRuleThatIsShownIsTaken(String page) throws IOException {
    String rule = examples(page).findFirst().orElseThrow();

    assertThat(Rules.read(Json.parse("[" + rule + "]")).written()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, FRENCH})
  void theSettingsAndColoursAreTold(String page) throws IOException {
    String text = text(page);

    assertThat(text).contains("`" + PageSettings.MERCHANT_LEGAL_ID + "`");
    assertThat(text).contains("`" + PageSettings.CARD_UPDATE_MAILS + "`");
    Stream.of(PageSettings.CardMails.values())
        .forEach(word -> assertThat(text).contains("`" + word + "`"));
    assertThat(Warning.MONTHS).isEqualTo(2);
  }

  @Test
  void bothPagesHaveTheSameParts() throws IOException {
    assertThat(text(FRENCH).lines().filter(line -> line.startsWith("## ")).count())
        .isEqualTo(text(ENGLISH).lines().filter(line -> line.startsWith("## ")).count());
    assertThat(CardNumbers.hidden(text(ENGLISH))).isEqualTo(text(ENGLISH));
  }

  private static byte[] document() {
    Card card = new Card("CB", LastFour.of("0014"), Expiry.of("6", "2028"));
    TokenId id =
        TokenId.of("", Bridge.ORDER.siteId(), Mode.TEST, "6af9d54d49794395bafb8a41941399e2");
    CardToken token = CardToken.of(id, Bridge.ORDER, 1, card, Holder.UNKNOWN, NOW);
    CardToken suspended =
        token.after(
            new CardUpdate(
                2,
                true,
                Optional.empty(),
                Optional.of(NetworkState.SUSPENDED),
                Card.UNKNOWN,
                Source.ISSUER));
    return CardTold.document(suspended, CardChange.SUSPENDED, Source.ISSUER, NOW);
  }

  private static Set<String> flat(Json json) {
    Set<String> flat = new TreeSet<>();
    json.members()
        .forEach((name, value) -> {
          if (value.isObject()) {
            flat(value).forEach(one -> flat.add(name + "." + one));
          } else {
            flat.add(name + "=" + value.text(""));
          }
        });
    return flat;
  }

  private static Stream<String> examples(String page) throws IOException {
    return JSON.matcher(text(page)).results().map((MatchResult found) -> found.group(1));
  }

  private static String text(String page) throws IOException {
    return Files.readString(DOCS.resolve(page));
  }
}

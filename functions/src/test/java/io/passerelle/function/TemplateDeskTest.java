package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateDeskTest {

  private static final String MAIL =
      "\"kind\":\"EMAIL\",\"language\":\"fr\",\"name\":\"Relance\",\"subject\":\"Facture"
          + " %reference%\",\"text\":\"Merci de payer %amount% avant le %end_date%.\"";

  private final Bridge bridge = new Bridge(Map.of("PUBLIC_URL", "https://pay.example"));
  private final Links links = new Links(bridge).withSettings("{\"timeZone\":\"Europe/Paris\"}");

  @Test
  void aTemplateIsSavedCopiedChangedAndDeleted() {
    String id = id(asked("saveTemplate", MAIL));

    String copy = id(asked("copyTemplate", "\"id\":\"" + id + "\",\"name\":\"Copie\""));
    asked("saveTemplate", "\"id\":\"" + id + "\"," + MAIL.replace("Relance", "Deux"));

    assertThat(names()).containsExactlyInAnyOrder("Deux", "Copie");
    assertThat(asked("template", "\"id\":\"" + copy + "\"").get("body").get("text").text(""))
        .startsWith("Merci de payer");
    asked("deleteTemplate", "\"id\":\"" + id + "\"");
    assertThat(names()).containsExactly("Copie");
    assertThat(asked("template", "\"id\":\"" + id + "\"").get("status").number()).contains(404L);
    assertThat(asked("deleteTemplate", "\"id\":\"" + id + "\"").get("status").number())
        .contains(404L);
  }

  @Test
  void ofOneKindAndLanguageOneIsTheDefault() {
    String first = id(asked("saveTemplate", MAIL + ",\"default\":true"));
    String second = id(asked("saveTemplate", MAIL));
    asked("saveTemplate", MAIL.replace("\"fr\"", "\"de\"") + ",\"default\":true");
    asked("defaultTemplate", "\"id\":\"" + second + "\"");

    assertThat(defaults("fr")).containsExactly(second);
    assertThat(defaults("de")).hasSize(1);

    asked("defaultTemplate", "\"id\":\"" + first + "\"");
    assertThat(defaults("fr")).containsExactly(first);
    asked("deleteTemplate", "\"id\":\"" + first + "\"");
    assertThat(defaults("fr")).isEmpty();
  }

  @Test
  void theDefaultIsWhatBuyersReadAndTheBuiltInTextWhereThereIsNone() {
    String id = id(asked("saveTemplate", MAIL + ",\"default\":true"));
    String to = ",\"channel\":\"EMAIL\",\"to\":\"zoe@buyer.example\"";

    links.made(to);
    bridge.work();
    assertThat(Mime.subject(bridge.mails.getLast())).isEqualTo("Facture SO0042-1");
    assertThat(Mime.text(bridge.mails.getLast()))
        .contains("Merci de payer 49,90\u00a0€", "https://pay.example/t/");

    asked("deleteTemplate", "\"id\":\"" + id + "\"");
    links.create("\"reference\":\"B\",\"amount\":100" + to);
    bridge.work();
    assertThat(Mime.subject(bridge.mails.getLast())).startsWith("Votre ordre de paiement B");
  }

  @Test
  void oneThatIsChosenIsWrittenEvenWhenItChangesAfterwards() {
    String id = id(asked("saveTemplate", MAIL));
    links.made(
        ",\"channel\":\"EMAIL\",\"to\":\"zoe@buyer.example\",\"template\":\""
            + id
            + "\",\"subject\":\"Mine\"");
    asked("deleteTemplate", "\"id\":\"" + id + "\"");

    bridge.work();

    assertThat(Mime.subject(bridge.mails.getLast())).isEqualTo("Mine");
    assertThat(Mime.text(bridge.mails.getLast())).contains("Merci de payer");
    Json refused =
        links.create(
            "\"amount\":1,\"channel\":\"SMS\",\"phone\":\"+33612345678\",\"template\":\""
                + id
                + "\"");
    assertThat(refused.get("body").get("error").text(""))
        .contains("template must be a template of the shop for that channel");
  }

  @Test
  void aModificationMayNameATemplateToo() {
    String id = id(asked("saveTemplate", MAIL));
    links.made(",\"channel\":\"EMAIL\",\"to\":\"zoe@buyer.example\",\"message\":\"Before\"");

    links.update("\"do\":\"MODIFY_AND_RESEND\",\"template\":\"" + id + "\"");
    bridge.work();

    assertThat(Mime.subject(bridge.mails.getLast())).isEqualTo("Facture SO0042-1");
    assertThat(Mime.text(bridge.mails.getLast()))
        .contains("Merci de payer")
        .doesNotContain("Before");
  }

  @Test
  void paragraphsAndLinesStayApartInHtml() {
    String code =
        links.made(
            ",\"channel\":\"EMAIL\",\"to\":\"zoe@buyer.example\",\"message\":\"One\\ntwo\\n\\n%url%\\nthree\"");
    bridge.work();

    assertThat(Mime.html(bridge.mails.getLast()).replace("\r", ""))
        .contains("<p>One<br>\ntwo</p>\n<p><a href=")
        .contains("/t/" + code + "</a><br>\nthree</p>\n</body>");
  }

  @Test
  void theSentenceToCopyIsATemplateToo() {
    asked(
        "saveTemplate",
        "\"kind\":\"URL\",\"language\":\"fr\",\"name\":\"n\",\"text\":\"Payez %amount% ici :"
            + " %url%\",\"default\":true");

    String code = links.made();

    assertThat(links.seen().get("sentence").text())
        .contains("Payez 49,90\u00a0€ ici : https://pay.example/t/" + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "zh"})
  void whatIsBuiltInIsPreviewedInEveryLanguage(String language) {
    for (String kind : List.of("EMAIL", "SMS", "URL")) {
      Json preview =
          asked("previewTemplate", "\"kind\":\"" + kind + "\",\"language\":\"" + language + "\"");

      Json body = preview.get("body");
      assertThat(preview.get("status").number()).contains(200L);
      assertThat(body.get("text").text("")).contains("https://pay.example/t/").doesNotContain("%");
      assertThat(body.has("smsCount")).isEqualTo(kind.equals("SMS"));
      assertThat(body.has("html")).isEqualTo(kind.equals("EMAIL"));
    }
  }

  @Test
  void aPreviewSaysWhatATextMessageCosts() {
    Json preview =
        asked(
            "previewTemplate",
            "\"kind\":\"SMS\",\"language\":\"fr\",\"text\":\"" + "ç".repeat(40) + " %url%\"");

    assertThat(preview.get("body").get("smsCount").number()).contains(2L);
    assertThat(preview.get("body").get("smsEncoding").text()).contains("UCS_2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "text":"%who% %amount%" | text has variables that there are not: %who%
          "subject":"%Url%"       | subject has variables that there are not: %Url%
          "text":""               | text is needed
          "subject":""            | subject is needed
          "name":""               | name is needed
          "language":""           | language is needed
          "language":"ko"         | language must be a language of the payment page
          "kind":"FAX"            | kind must be one of [EMAIL, SMS, URL]
          "kind":"SMS"            | subject is for e-mails alone
          "subject":"a\\nBcc: x"  | subject must be one line
          "colour":"red"          | colour is not a field of a payment order
          "text":[1]              | text must be a text
          """)
  void whatIsNoTemplateIsRefusedWithTheField(String change, String said) {
    String field = change.substring(0, change.indexOf(':'));
    String rest = MAIL.replaceFirst(field + ":\"[^\"]*\",?", "").replaceFirst(",$", "");

    Json refused = asked("saveTemplate", rest + "," + change);

    assertThat(refused.get("status").number()).contains(422L);
    assertThat(refused.get("body").get("error").text()).contains("Invalid value: " + said);
    assertThat(names()).isEmpty();
  }

  @Test
  void aTemplateOfTextMessagesHas500CharactersAtMost() {
    String sms = "\"kind\":\"SMS\",\"language\":\"fr\",\"name\":\"n\",\"text\":\"%s\"";

    assertThat(asked("saveTemplate", sms.formatted("😀".repeat(500))).get("status").number())
        .contains(200L);
    assertThat(asked("saveTemplate", sms.formatted("a".repeat(501))).get("status").number())
        .contains(422L);
  }

  @Test
  void itsKindAndLanguageStay() {
    String id = id(asked("saveTemplate", MAIL));

    assertThat(
            asked("saveTemplate", "\"id\":\"" + id + "\"," + MAIL.replace("\"fr\"", "\"de\""))
                .get("status")
                .number())
        .contains(422L);
  }

  /// Whatever the merchant, the shop's settings or a reference hold, nothing of it is markup.
  @Test
  void markupAndScriptInEveryVariableComeOutAsText() {
    String evil = "<script>alert(1)</script>\\\"'><img src=x>";
    bridge.operator(
        """
        {"action": "saveShop", "shop": {"siteId": "12345678", "label": "%s",
         "connection": {"platform": "odoo", "url": "https://shop.example"}, "testKey": "1122334455667788",
         "settings": {"shopName": "%s", "shopUrl": "https://shop.example/?a=%%3Cscript%%3E&b='"}}}
        """
            .formatted(evil, evil));
    links.made(
        ",\"channel\":\"EMAIL\",\"to\":\"zoe@buyer.example\",\"subject\":\"%shop_name%"
            + " %reference%\",\"message\":\"<b>%shop_name%</b> %amount% %start_date% %end_date%"
            + " %reference% %shop_url% <script>x</script> javascript:%url%\"");

    bridge.work();

    String html = Mime.html(bridge.mails.getLast());
    assertThat(html)
        .doesNotContain("<script", "<img", "<b>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x&gt;")
        .contains("&lt;b&gt;", "&amp;b=&#39;");
    assertThat(html.split("<a ", -1)).as("one link alone").hasSize(2);
    assertThat(Mime.subject(bridge.mails.getLast())).doesNotContain("\n").startsWith("<script>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\r\\nBcc: x@y.example", "a\\nb", "a\\u0085b", "a\\u0000b"})
  void noLineEndComesIntoAHeader(String evil) {
    Json refused =
        links.create(
            "\"amount\":1,\"channel\":\"EMAIL\",\"to\":\"zoe@buyer.example\",\"subject\":\""
                + evil
                + "\"");
    assertThat(refused.get("status").number()).contains(422L);

    bridge.operator(
        "{\"action\": \"saveShop\", \"shop\": {\"siteId\": \"12345678\", \"label\": \""
            + evil
            + "\", \"connection\": {\"platform\": \"odoo\", \"url\": \"https://shop.example\"},"
            + " \"testKey\": \"1122334455667788\"}}");
    links.made(",\"channel\":\"EMAIL\",\"to\":\"zoe@buyer.example\",\"subject\":\"%shop_name%\"");
    bridge.work();

    assertThat(bridge.mails).hasSize(1);
    assertThat(Mime.header(bridge.mails.getLast(), "Bcc")).isEmpty();
    assertThat(bridge.mails.getLast().to()).containsExactly("zoe@buyer.example");
  }

  private List<String> names() {
    return templates().stream().map(one -> one.get("name").text("")).toList();
  }

  private List<String> defaults(String language) {
    return templates().stream()
        .filter(one -> one.get("default").flag().orElse(false))
        .filter(one -> one.get("language").text("").equals(language))
        .map(one -> one.get("id").text(""))
        .toList();
  }

  private List<Json> templates() {
    return bridge
        .operator("{\"action\":\"templates\",\"siteId\":\"12345678\"}")
        .get("body")
        .get("templates")
        .items();
  }

  private Json asked(String action, String fields) {
    return bridge.operator(
        "{\"action\":\"" + action + "\",\"siteId\":\"12345678\"," + fields + "}");
  }

  private static String id(Json answer) {
    assertThat(answer.get("status").number()).contains(200L);
    return answer.get("body").get("id").text("");
  }
}

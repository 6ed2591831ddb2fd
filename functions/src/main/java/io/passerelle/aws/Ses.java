package io.passerelle.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amazon SES (API reference of 2010-12-01, SendRawEmail): the version that every stand-in for AWS
/// has.
public final class Ses implements MailServer {

  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,80})</Code>");

  private final AwsClient ses;
  private final String configurationSet;

  /// `configurationSet` is what reports bounces and complaints; empty for none.
  public Ses(Map<String, String> environment, String configurationSet) {
    this.configurationSet = configurationSet;
    this.ses = AwsClient.of("email", "ses", environment);
  }

  @Override
  public void send(byte[] message, List<String> recipients) {
    StringBuilder form = new StringBuilder("Action=SendRawEmail&Version=2010-12-01");
    for (int i = 0; i < recipients.size(); i++) {
      form.append("&Destinations.member.")
          .append(i + 1)
          .append('=')
          .append(encoded(recipients.get(i)));
    }
    if (!configurationSet.isEmpty()) {
      form.append("&ConfigurationSetName=").append(encoded(configurationSet));
    }
    form.append("&RawMessage.Data=").append(encoded(Base64.getEncoder().encodeToString(message)));
    AwsAnswer answer = ses.form(form.toString());
    if (!answer.isOk()) {
      Matcher code = CODE.matcher(answer.text());
      throw new AwsFailure("ses", answer.status(), code.find() ? code.group(1) : "");
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}

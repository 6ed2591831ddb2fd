package io.passerelle.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amazon SNS (API reference of 2010-03-31, Publish to a phone number).
///
/// As a transactional message, which carriers hold back least. `senderId` is what buyers see as its
/// sender where their country lets one be chosen; empty for a number of SNS's own. Asked once: what
/// a lost answer hid may have been sent, and each costs.
public final class Sns implements TextServer {

  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,80})</Code>");

  private final AwsClient sns;
  private final String senderId;

  public Sns(Map<String, String> environment, String senderId) {
    this.senderId = senderId;
    this.sns = AwsClient.of("sns", "sns", environment).trying(1);
  }

  @Override
  public void send(String phone, String text) {
    StringBuilder form = new StringBuilder("Action=Publish&Version=2010-03-31");
    form.append("&PhoneNumber=").append(encoded(phone));
    form.append("&Message=").append(encoded(text));
    attribute(form, 1, "AWS.SNS.SMS.SMSType", "Transactional");
    if (!senderId.isEmpty()) {
      attribute(form, 2, "AWS.SNS.SMS.SenderID", senderId);
    }
    AwsAnswer answer = sns.form(form.toString());
    if (!answer.isOk()) {
      Matcher code = CODE.matcher(answer.text());
      throw new AwsFailure("sns", answer.status(), code.find() ? code.group(1) : "");
    }
  }

  private static void attribute(StringBuilder form, int number, String name, String value) {
    String entry = "&MessageAttributes.entry." + number + ".";
    form.append(entry).append("Name=").append(encoded(name));
    form.append(entry).append("Value.DataType=String");
    form.append(entry).append("Value.StringValue=").append(encoded(value));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}

package io.passerelle.alert;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A mail ready to be sent: who, and what it says, in text and in HTML.
///
/// SES takes 50 destinations in all for one mail (SES API reference, SendRawEmail).
///
/// `headers` are those beside the usual ones: the message's id and its thread. A line break in any
/// of them, or in the subject, would let outside text write headers, so none is taken.
public record Mail(
    EmailAddress from,
    List<EmailAddress> to,
    String subject,
    String text,
    String html,
    Map<String, String> headers) {

  public static final int RECIPIENTS_MAX = 50;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z-]{0,60}");
  private static final Pattern VALUE = Pattern.compile("[ -~]{1,900}");
  private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}\u2028\u2029]{1,300}");

  public Mail {
    to = List.copyOf(to);
    headers = Map.copyOf(headers);
    if (to.isEmpty() || to.size() > RECIPIENTS_MAX) {
      throw new IllegalArgumentException(to.size() + " recipients");
    }
    if (!ONE_LINE.matcher(subject).matches()) {
      throw new IllegalArgumentException("a subject that is not one line");
    }
    headers.forEach(Mail::check);
  }

  private static void check(String name, String value) {
    if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("header " + name);
    }
  }
}

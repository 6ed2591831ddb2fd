package io.passerelle.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A plain mail address: no display name, no comment, no quoting, so that it cannot hold a second
/// address or a header. It is personal data, so its text form shows the domain alone.
public record EmailAddress(String value) {

  public static final int LENGTH_MAX = 254;

  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*");
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern DOMAIN =
      Pattern.compile(LABEL + "(?:\\." + LABEL + ")*\\.[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]");

  public EmailAddress {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not a mail address");
    }
  }

  public static Optional<EmailAddress> parse(String written) {
    String value = written.strip();
    return isWellFormed(value) ? Optional.of(new EmailAddress(value)) : Optional.empty();
  }

  /// The addresses of a rule, separated by `;`. Those that are not well formed are left out: one
  /// wrong address must not cost the others their mail.
  public static List<EmailAddress> list(String separatedBySemicolons) {
    return Arrays.stream(separatedBySemicolons.split(";", Mail.RECIPIENTS_MAX + 1))
        .limit(Mail.RECIPIENTS_MAX)
        .flatMap(one -> parse(one).stream())
        .distinct()
        .toList();
  }

  public String domain() {
    return value.substring(value.indexOf('@') + 1);
  }

  @Override
  public String toString() {
    return "***@" + domain();
  }

  private static boolean isWellFormed(String value) {
    int at = value.indexOf('@');
    return value.length() <= LENGTH_MAX
        && at > 0
        && at <= 64
        && LOCAL.matcher(value.substring(0, at)).matches()
        && DOMAIN.matcher(value.substring(at + 1)).matches();
  }
}

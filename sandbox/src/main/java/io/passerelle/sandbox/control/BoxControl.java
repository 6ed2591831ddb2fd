package io.passerelle.sandbox.control;

import io.passerelle.sandbox.aws.Mailbox;
import io.passerelle.sandbox.aws.Smsbox;
import io.passerelle.sandbox.web.Site;
import java.util.function.Supplier;

/// `/sandbox/api/mailbox` and `/sandbox/api/smsbox`: what was caught, and emptying the box.
public final class BoxControl {

  private BoxControl() {}

  public static Site mails(Mailbox mailbox) {
    return site(mailbox::json, mailbox::clear);
  }

  public static Site messages(Smsbox smsbox) {
    return site(smsbox::json, smsbox::clear);
  }

  private static Site site(Supplier<String> list, Runnable clear) {
    return new ControlCall()
        .on("GET", document -> list.get())
        .on(
            "DELETE",
            document -> {
              clear.run();
              return "[]";
            });
  }
}

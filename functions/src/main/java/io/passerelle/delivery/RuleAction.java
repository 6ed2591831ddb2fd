package io.passerelle.delivery;

import java.util.List;

/// What a rule does when it matches.
public sealed interface RuleAction {

  /// Calls the rule's URL of the mode.
  record Call() implements RuleAction {}

  /// Mails the merchant: these addresses or, where there are none, those that are told of failures.
  record MailMerchant(List<String> emails) implements RuleAction {

    public MailMerchant {
      emails = List.copyOf(emails);
    }
  }

  /// Mails the buyer, at the address that the notification names.
  record MailBuyer() implements RuleAction {}

  /// As it is written in a rule.
  default String word() {
    return this instanceof Call ? "URL" : "EMAIL";
  }

  /// As it is written in a rule's `emails`.
  default String recipients() {
    return switch (this) {
      case Call() -> "";
      case MailMerchant(var emails) -> String.join(";", emails);
      case MailBuyer() -> BUYER;
    };
  }

  /// Stands for the buyer's address.
  String BUYER = "BUYER";
}

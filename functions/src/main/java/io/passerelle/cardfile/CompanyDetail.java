package io.passerelle.cardfile;

/// An expiring card in a company's file, with how many subscriptions of all shops use its token.
public record CompanyDetail(ExpiringCard card, int subscriptions) implements Detail {

  public CompanyDetail {
    Check.digits("subscriptions", subscriptions, 6);
  }
}

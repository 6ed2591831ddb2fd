package io.passerelle.cardfile;

/// A record of code `02`: an expiring card, and what depends on it.
public sealed interface Detail permits CompanyDetail, ShopDetail {

  ExpiringCard card();
}

package io.passerelle.carddesk;

import io.passerelle.store.CardMonths;
import io.passerelle.store.CardTokens;
import io.passerelle.store.Ledger;
import io.passerelle.store.Shops;

/// The parts of the table that the months of kept cards read and write.
public record CardBooks(CardMonths months, CardTokens tokens, Shops shops, Ledger ledger) {}

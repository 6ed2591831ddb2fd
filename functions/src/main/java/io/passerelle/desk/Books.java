package io.passerelle.desk;

import io.passerelle.store.Ledger;
import io.passerelle.store.MessageTemplates;
import io.passerelle.store.PaymentOrders;
import io.passerelle.store.Sendings;
import io.passerelle.store.Sessions;
import io.passerelle.store.Shops;

/// The parts of the table that the business of payment orders reads and writes.
public record Books(
    PaymentOrders orders,
    Ledger ledger,
    Shops shops,
    Sessions sessions,
    Sendings sendings,
    MessageTemplates templates) {}

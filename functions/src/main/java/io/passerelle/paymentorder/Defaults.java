package io.passerelle.paymentorder;

import io.passerelle.payment.Mode;

/// What a shop says of payment orders whose merchant does not.
public record Defaults(Mode mode, Validity validity, boolean referenceNeeded) {}

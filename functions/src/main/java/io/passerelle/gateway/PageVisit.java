package io.passerelle.gateway;

import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Instalments;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import java.time.Instant;
import java.util.Optional;

/// One sending of a buyer to the payment page: what is to be paid, and how. `at` is when the buyer
/// left, which the gateway compares with its own clock; `authorisedOnly` is a payment that the shop
/// will ask to capture.
public record PageVisit(
    OrderId order,
    Mode mode,
    AttemptId attempt,
    Instant at,
    Money amount,
    Optional<Instalments> parts,
    boolean authorisedOnly,
    String returnUrl) {}

package io.passerelle.gateway;

import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import java.time.Instant;

/// One sending of a buyer to the payment page to enter another card under a token that the gateway
/// keeps. Nothing is paid there. `at` is when the buyer left, which the gateway compares with its
/// own clock.
public record CardVisit(
    OrderId order,
    Mode mode,
    AttemptId attempt,
    Instant at,
    String token,
    String email,
    String language,
    String shopName,
    String shopUrl,
    String returnUrl) {}

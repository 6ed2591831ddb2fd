package io.passerelle.payment;

import java.time.Instant;

/// A buyer was sent to the gateway, at that time, to pay that amount.
public record Start(AttemptId attempt, Money amount, Instant at) {}

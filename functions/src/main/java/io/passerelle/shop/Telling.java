package io.passerelle.shop;

import io.passerelle.payment.Order;
import java.time.Instant;
import java.util.Optional;

/// What a platform can be told of: how an order stands now, the checkout that it came from, and,
/// where the platform asked for an operation, what came of it; `at` is the time of telling.
public record Telling(
    Connection connection,
    Order order,
    Optional<Session> session,
    Optional<OperationResult> operation,
    Instant at) {}

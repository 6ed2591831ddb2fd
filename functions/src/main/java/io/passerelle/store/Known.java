package io.passerelle.store;

import io.passerelle.payment.Order;
import io.passerelle.paymentorder.PaymentOrder;
import java.util.Optional;

/// An order, and the payment order of which it is the payment, where it is one.
public record Known(Optional<Order> order, Optional<PaymentOrder> asked) {}

package io.passerelle.card;

/// What the gateway answered of a token when it was asked: whether it is cancelled, and its card as
/// it is now. It does not tell the state of the network token.
public record Checked(long place, boolean cancelled, Card card) {}

package io.passerelle.cardfile;

/// An expiring card in a shop's file, with one subscription that uses its token; a token with
/// several stands there as often.
public record ShopDetail(ExpiringCard card, Subscription subscription) implements Detail {}

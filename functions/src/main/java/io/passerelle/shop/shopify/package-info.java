/// Shopify: session requests and webhooks in, mutations out (Payments Apps API), the installation
/// by OAuth, and the hosted-payment protocol that Shopify has retired and other carts still speak.
///
/// Knows `shop`, `payment` and `edge`; it asks nobody and stores nothing. Field names and words of
/// Shopify stand here and nowhere else.
///
/// - **Session request** — Shopify's call that begins a payment, a refund, a capture or a void.
/// - **Mutation** — what Shopify is told of a session: resolved, pending or rejected.
/// - **Resolved**, **rejected** — final, and each excludes the other.
/// - **App** — the installed app: a client id, a secret, and one token for each shop.
/// - **Hosted** — the retired protocol: signed `x_` fields through the browser, and a callback.
@NullMarked
package io.passerelle.shop.shopify;

import org.jspecify.annotations.NullMarked;

/// The simulated Shopify: storefronts whose checkout asks the bridge to take payments, an admin
/// that refunds, captures and voids, the GraphQL endpoint that hears what came of it, the page
/// where a merchant installs the app, and webhooks.
///
/// Written from what is published of the Payments Apps API, and not from the bridge: it knows no
/// class of the functions. What is not published (the words of its errors, how often a session
/// request is repeated) is Shopify-like and no more.
@NullMarked
package io.passerelle.sandbox.shopify;

import org.jspecify.annotations.NullMarked;

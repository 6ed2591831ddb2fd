/// The simulated payment gateway: it checks forms, shows the payment page, decides by the test
/// card, keeps transactions, and notifies shops as the real one does.
///
/// It is written from the gateway's documentation alone and knows no class of the bridge, so that a
/// mistake of the bridge cannot hide behind the same mistake here. It knows neither shops'
/// platforms nor AWS.
///
/// Words: a *payment* is what one accepted form starts, whether the buyer pays or not; a
/// *transaction* is one movement of it at the acquirer (the instalments of a plan and each refund
/// are transactions of one payment); a *notice* is one thing to tell the shop's server, with all
/// its attempts; a *deed* is what the buyer does on the page; an *event* is what happens later.
@NullMarked
package io.passerelle.sandbox.gateway;

import org.jspecify.annotations.NullMarked;

/// The simulated Ecwid: a store with a cart and a checkout, the REST API, the webhooks, and a
/// control panel with the app's settings page in a frame.
///
/// It seals and signs by code of its own, written from what Ecwid documents: it knows no class of
/// the bridge or of the simulated gateway. An *order* has a number that people see, an id (`XJ12H`)
/// and a reference in the API (`transaction_42`); an *event* is a webhook with its attempts.
@NullMarked
package io.passerelle.sandbox.ecwid;

import org.jspecify.annotations.NullMarked;

/// Ecwid (also sold as Lightspeed E-Series, and inside Wix): what its checkout hands over, what it
/// is told of an order, its webhooks, and the frame of its control panel.
///
/// Knows nothing of the gateway or of the table. Ecwid has no vector that anybody published: what
/// is here follows its documentation of payment apps (2018, with the change of May 2025) and REST
/// API.
///
/// - **App** — what a merchant installs; its client secret opens and signs all that Ecwid sends.
/// - **Store** — a merchant's Ecwid shop, known by its number.
/// - **Reference** — the order's id in Ecwid's API (`transaction_42`); the number that people see
///   is another one.
/// - **Token** — a store's password to the API, made when the app is installed.
@NullMarked
package io.passerelle.shop.ecwid;

import org.jspecify.annotations.NullMarked;

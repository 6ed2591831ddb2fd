/// A merchant's shop: who it is, its keys, its settings, and how it is connected.
///
/// Knows `payment` and `edge`. Each platform's own words stay in its package (`shop.odoo`, …), and
/// no platform knows another.
///
/// - **Shop** — a company's shop at the gateway, known by its 8-digit site id.
/// - **Credential** — a key and its algorithm, and until when it is still accepted.
/// - **Keyset** — what seals the keys before they are stored; it can be rotated.
/// - **PageSettings** — what a merchant has set, with a default for what is not.
/// - **Admission** — whether a payment is offered at all, asked before the buyer leaves.
/// - **ReturnTarget** — where a platform's buyer goes back to.
/// - **Connection** — the platform behind the shop, and where it listens.
@NullMarked
package io.passerelle.shop;

import org.jspecify.annotations.NullMarked;

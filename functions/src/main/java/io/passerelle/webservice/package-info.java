/// The web services that merchants' programs call: payment orders, as the gateway offers them and
/// in the project's own style.
///
/// - **Caller** — a shop in the mode of the password that was shown; **Callers** finds out who it
///   is.
/// - **GatewayCalls** — the gateway's REST V4: its paths, envelopes, fields and codes, so that its
///   clients change the host alone.
/// - **ApiCalls** — the same desk with plain resources, as `openapi.json` says.
///
/// Nothing here decides what may be done with a payment order: that is the desk's. It knows no
/// function of the template and no page of a buyer.
@NullMarked
package io.passerelle.webservice;

import org.jspecify.annotations.NullMarked;

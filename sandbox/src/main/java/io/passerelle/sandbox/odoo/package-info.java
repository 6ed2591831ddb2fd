/// The simulated Odoo shop: a storefront, the gateway's payment module as it behaves in Odoo 16 to
/// 18, and a back office that shows what came in.
///
/// It signs and verifies by code of its own, as the module does: it knows no class of the simulated
/// gateway or of the bridge. An *order* (`SO0001`) has *payments* (`SO0001-1`, Odoo's
/// `payment.transaction`); a *delivery* is one call of the notification URL.
@NullMarked
package io.passerelle.sandbox.odoo;

import org.jspecify.annotations.NullMarked;

/// Odoo, and every other shop module of the gateway that takes notifications at a URL of its own
/// (WooCommerce, PrestaShop, Magento): what is relayed to it, and how its answer is read.
@NullMarked
package io.passerelle.shop.odoo;

import org.jspecify.annotations.NullMarked;

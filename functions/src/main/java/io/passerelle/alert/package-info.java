/// The mails that people get: what failed, why, what it means for the order, and what comes next.
///
/// Knows `payment` and `delivery`. No secret, signature or card data can reach a mail: the facts
/// that a mail is made of have no place for one.
@NullMarked
package io.passerelle.alert;

import org.jspecify.annotations.NullMarked;

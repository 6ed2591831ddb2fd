/// Shops, orders, payment orders, kept cards, sendings, deliveries, mails and digests in one
/// DynamoDB table.
///
/// Every write names the version it read. An order and all that belongs to it stand in one
/// partition, so that its page is one query and one transaction writes what must agree.
@NullMarked
package io.passerelle.store;

import org.jspecify.annotations.NullMarked;

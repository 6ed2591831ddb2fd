/// The sandbox's own pages: what there is to try, an order on its way, the mails, the clock.
///
/// They show what the control calls tell, and change things only through them.
@NullMarked
package io.passerelle.sandbox.console;

import org.jspecify.annotations.NullMarked;

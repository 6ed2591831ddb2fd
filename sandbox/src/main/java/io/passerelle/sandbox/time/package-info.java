/// The sandbox's clock, which can stand still and be moved forward, and what falls due on the way.
@NullMarked
package io.passerelle.sandbox.time;

import org.jspecify.annotations.NullMarked;

/// The whole bridge on one machine: embedded AWS, a simulated gateway and shops, a movable clock.
@NullMarked
package io.passerelle.sandbox;

import org.jspecify.annotations.NullMarked;

/// Where the simulated gateway and shops keep what they know, so that it outlives a restart with
/// `--data`.
@NullMarked
package io.passerelle.sandbox.state;

import org.jspecify.annotations.NullMarked;

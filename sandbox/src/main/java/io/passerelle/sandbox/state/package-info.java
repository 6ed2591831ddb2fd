/// Where the sandbox, the simulated gateway and the shops keep what they know, so that it outlives
/// a restart with `--data`.
@NullMarked
package io.passerelle.sandbox.state;

import org.jspecify.annotations.NullMarked;

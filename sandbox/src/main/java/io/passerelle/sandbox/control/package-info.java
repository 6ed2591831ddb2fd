/// The calls below `/sandbox/api/` by which tests and tools steer the sandbox: JSON in, JSON out,
/// and `{"error": "…"}` with a 4xx for what is not understood.
///
/// Knows the parts that it steers. What the calls are is written in the sandbox's own
/// documentation; they stay as they are, since tests outside this project use them.
@NullMarked
package io.passerelle.sandbox.control;

import org.jspecify.annotations.NullMarked;

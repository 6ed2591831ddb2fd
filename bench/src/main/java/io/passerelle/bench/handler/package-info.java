/// The functions to compare with: one that does nothing, and one that only makes the calls.
///
/// Knows Lambda's stream handler and the AWS SDK, and nothing of the bridge.
@NullMarked
package io.passerelle.bench.handler;

import org.jspecify.annotations.NullMarked;

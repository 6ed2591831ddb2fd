/// The notification function measured as Lambda runs it, beside the same work done without it.
///
/// Every variant is a process of its own, on one processor, under Lambda's own runtime client; this
/// process plays Lambda ([RuntimeApi]) and AWS ([AwsStub]). Knows the functions; nothing knows it.
/// No test depends on a duration.
///
/// - **Variant** — one way to run the work: its command, its environment.
/// - **Round** — every variant once, one after the other, so that a slow minute hits all alike.
/// - **Sample** — what one run of one variant took.
@NullMarked
package io.passerelle.bench;

import org.jspecify.annotations.NullMarked;

/// The services of AWS that the bridge uses: DynamoDB and SQS by the servers that others wrote, in
/// this process or as an emulator elsewhere; SES and Secrets Manager as small ones of our own; and
/// the guard and the faults put before them.
///
/// Knows `web` and `time`. It does not know the template nor the bridge.
///
/// - **Emulator** — a server elsewhere that answers as AWS does, and counts real time.
/// - **Fault** — what is made to go wrong with the next requests to a service.
/// - **Right** — an action that a function's policies allow it on a resource; the **guard** refuses
///   the others.
@NullMarked
package io.passerelle.sandbox.aws;

import org.jspecify.annotations.NullMarked;

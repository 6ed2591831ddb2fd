/// The services of AWS that the bridge uses, on this machine: DynamoDB and SQS by the servers that
/// others wrote, SES and Secrets Manager as small ones of our own, and the faults put before them.
///
/// Knows `web` and `time`. It does not know the template nor the bridge.
///
/// - **Fault** — what is made to go wrong with the next requests to a service.
@NullMarked
package io.passerelle.sandbox.aws;

import org.jspecify.annotations.NullMarked;

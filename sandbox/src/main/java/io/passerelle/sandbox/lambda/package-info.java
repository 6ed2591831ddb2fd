/// What Lambda, API Gateway and EventBridge do in AWS, read from `template.yaml`: which function
/// there is, what starts it, what it gets, and what becomes of its answer.
///
/// Knows `aws`, `web` and `time`. It does not know the functions: they are handed in.
///
/// - **Template** — the file, as far as it says what runs when.
/// - **Host** — makes the event of a request, a batch or a schedule, and invokes a function.
/// - **Pump** — carries messages from the queues to the functions and keeps the schedules.
@NullMarked
package io.passerelle.sandbox.lambda;

import org.jspecify.annotations.NullMarked;

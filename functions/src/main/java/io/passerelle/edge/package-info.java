/// Where a caller meets the bridge: reading a request, turning it away, replying, saying so in a
/// log.
///
/// Knows Java, jackson-core and Lambda's stream handler; nothing of shops or AWS, and of payments
/// how a card's number looks, to keep it out of logs and answers.
///
/// - **Request** — what API Gateway hands over, with every limit applied.
/// - **Form** — a decoded form in which no field comes twice, with the bytes it came from.
/// - **Rejection** — a caller's fault: a counted reason, a status, a few words without secrets.
/// - **Log** — one JSON line per event, of fields that are allow-listed.
@NullMarked
package io.passerelle.edge;

import org.jspecify.annotations.NullMarked;

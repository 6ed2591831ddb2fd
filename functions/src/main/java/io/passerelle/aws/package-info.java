/// Calling AWS: signed requests to DynamoDB, SQS, SES, SNS, S3 and Secrets Manager through one
/// small client of our own.
///
/// Knows `edge` (for JSON) and no payment, shop or delivery. `store` and `function` use it.
@NullMarked
package io.passerelle.aws;

import org.jspecify.annotations.NullMarked;

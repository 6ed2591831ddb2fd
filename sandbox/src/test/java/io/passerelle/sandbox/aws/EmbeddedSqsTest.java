package io.passerelle.sandbox.aws;

class EmbeddedSqsTest extends SqsContract {

  @Override
  Sqs sqs() {
    return EmbeddedSqs.start(clock);
  }
}

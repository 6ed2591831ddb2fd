package io.passerelle.aws;

/// What AWS answered.
record AwsAnswer(int status, String text) {

  boolean isOk() {
    return status >= 200 && status < 300;
  }
}

package io.passerelle.function;

/// The buyer may leave by this link, and has to say or to write something first.
final class Unsure extends RuntimeException {

  final int status;
  final LinkPage.Notice notice;

  Unsure(int status, LinkPage.Notice notice) {
    super("unsure", null, false, false);
    this.status = status;
    this.notice = notice;
  }
}

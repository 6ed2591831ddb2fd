package io.passerelle.webservice;

/// A call that cannot be done, by the kind of its problem.
final class ApiFault extends RuntimeException {

  private final Problem problem;
  private final String detail;

  ApiFault(Problem problem, String detail) {
    super(problem + " " + detail, null, false, false);
    this.problem = problem;
    this.detail = detail;
  }

  Problem problem() {
    return problem;
  }

  String detail() {
    return detail;
  }
}

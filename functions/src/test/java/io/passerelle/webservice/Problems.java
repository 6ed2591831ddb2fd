package io.passerelle.webservice;

import java.util.List;
import java.util.stream.Stream;

/// The kinds of problems, for tests elsewhere.
public final class Problems {

  private Problems() {}

  public static List<String> types() {
    return Stream.of(Problem.values()).map(Problem::type).toList();
  }
}

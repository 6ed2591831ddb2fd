package io.passerelle.shop;

import java.util.Map;

/// What a platform's answer means. The details are for the merchant to read.
public sealed interface PlatformResult {

  String detail();

  /// It took it, now or before; `learnt` is kept with the session.
  record Done(String detail, Map<String, String> learnt) implements PlatformResult {

    public Done {
      learnt = Map.copyOf(learnt);
    }
  }

  /// To be told again later.
  record Again(String detail) implements PlatformResult {}

  /// Telling it again changes nothing: a person has to look.
  record Never(String detail) implements PlatformResult {}
}

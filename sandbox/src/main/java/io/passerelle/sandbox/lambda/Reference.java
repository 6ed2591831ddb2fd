package io.passerelle.sandbox.lambda;

/// What a template points to: a resource, a parameter or a pseudo parameter such as `AWS::Region`,
/// and the attribute wanted of it, which is empty for `!Ref`.
public record Reference(String name, String attribute) {

  /// Reads what `!GetAtt` and `${…}` say: `Payments` or `Payments.Arn`.
  static Reference of(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0
        ? new Reference(dotted, "")
        : new Reference(dotted.substring(0, dot), dotted.substring(dot + 1));
  }
}

package io.passerelle.sandbox.aws;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who may do what to which resource, as AWS decides it: what is not allowed is refused.
///
/// A caller is known by its access key. One that has no rights here at all is not a function but
/// whoever runs the sandbox, and may do everything.
public record Rights(Map<String, List<Right>> byCaller) {

  /// Everybody may do everything.
  public static final Rights ALL = new Rights(Map.of());

  public Rights {
    byCaller = Map.copyOf(byCaller);
  }

  /// Actions that are allowed, such as `dynamodb:GetItem`, and the ARNs of what they are allowed
  /// on.
  public record Right(Set<String> actions, List<String> resources) {

    public Right {
      actions = Set.copyOf(actions);
      resources = List.copyOf(resources);
    }

    boolean covers(Need need) {
      return actions.contains(need.action()) && resources.contains(need.resource());
    }
  }

  /// What a request has to be allowed.
  record Need(String action, String resource) {}

  boolean allow(String caller, Need need) {
    List<Right> rights = byCaller.get(caller);
    return rights == null || rights.stream().anyMatch(right -> right.covers(need));
  }
}

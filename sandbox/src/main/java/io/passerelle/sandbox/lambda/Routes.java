package io.passerelle.sandbox.lambda;

import io.passerelle.sandbox.lambda.LambdaFunction.HttpRoute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the route of a request as an HTTP API does: the most specific path wins, a literal before
/// a `{variable}` before a greedy `{proxy+}`, and a method before `ANY`.
final class Routes {

  private final List<Candidate> candidates = new ArrayList<>();

  /// A route found, with the parameters that its path has taken from the request's.
  record Match(FunctionInstances function, HttpRoute route, Map<String, String> parameters) {}

  private record Candidate(FunctionInstances function, HttpRoute route, List<String> segments) {

    /// Sorts the most specific first: `0` for a literal, `1` for a variable, `2` for a greedy one.
    String rank() {
      var rank = new StringBuilder();
      segments.forEach(s -> rank.append(isGreedy(s) ? '2' : isVariable(s) ? '1' : '0'));
      return rank.append(route.method().equals("ANY") ? '1' : '0').toString();
    }
  }

  void add(FunctionInstances function, HttpRoute route) {
    candidates.add(new Candidate(function, route, segments(route.path())));
    candidates.sort(Comparator.comparing(Candidate::rank));
  }

  Optional<Match> find(String method, String path) {
    for (Candidate candidate : candidates) {
      String wanted = candidate.route().method();
      if (wanted.equals("ANY") || wanted.equals(method)) {
        Optional<Map<String, String>> parameters = match(candidate.segments(), segments(path));
        if (parameters.isPresent()) {
          return Optional.of(new Match(candidate.function(), candidate.route(), parameters.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Map<String, String>> match(List<String> pattern, List<String> path) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String wanted = pattern.get(i);
      if (i >= path.size()) {
        return Optional.empty();
      }
      if (isGreedy(wanted)) {
        String rest = String.join("/", path.subList(i, path.size()));
        parameters.put(wanted.substring(1, wanted.length() - 2), rest);
        return rest.isEmpty() ? Optional.empty() : Optional.of(parameters);
      }
      if (isVariable(wanted) && !path.get(i).isEmpty()) {
        parameters.put(wanted.substring(1, wanted.length() - 1), path.get(i));
      } else if (!wanted.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return pattern.size() == path.size() ? Optional.of(parameters) : Optional.empty();
  }

  /// A slash at the end of a path makes no difference.
  private static List<String> segments(String path) {
    String inside = path.startsWith("/") ? path.substring(1) : path;
    String bare = inside.endsWith("/") ? inside.substring(0, inside.length() - 1) : inside;
    return List.of(bare.split("/", -1));
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static boolean isGreedy(String segment) {
    return segment.startsWith("{") && segment.endsWith("+}");
  }
}

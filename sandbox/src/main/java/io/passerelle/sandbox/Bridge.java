package io.passerelle.sandbox;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.sandbox.lambda.LambdaHost.Authorizer;
import io.passerelle.sandbox.lambda.Template;
import java.time.Clock;
import java.util.Map;

/// What runs in the sandbox: the template, what makes its functions, and who may call the routes
/// that have an authorizer.
public record Bridge(Template template, Functions functions, Authorizer authorizer) {

  /// Makes an instance of a function, from the class that its handler names, its environment and
  /// the sandbox's clock.
  @FunctionalInterface
  public interface Functions {
    RequestStreamHandler instance(
        String handlerClass, Map<String, String> environment, Clock clock);
  }
}

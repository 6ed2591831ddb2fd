package io.passerelle.sandbox;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/// Makes the functions as they are deployed, from the classes that the template names.
///
/// A function's class has a constructor that takes its wiring, and the wiring's class has `of` with
/// the environment and a clock: that is all in which the sandbox differs from Lambda.
final class HandlerClasses implements Bridge.Functions {

  @Override
  public RequestStreamHandler instance(
      String handlerClass, Map<String, String> environment, Clock clock) {
    try {
      Constructor<?> constructor = wired(Class.forName(handlerClass));
      Object wiring =
          constructor
              .getParameterTypes()[0]
              .getMethod("of", Map.class, Clock.class)
              .invoke(null, environment, clock);
      return (RequestStreamHandler) constructor.newInstance(wiring);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(handlerClass + " does not start", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(handlerClass + " cannot be made", e);
    }
  }

  private static Constructor<?> wired(Class<?> handler) {
    return Arrays.stream(handler.getDeclaredConstructors())
        .filter(constructor -> constructor.getParameterCount() == 1)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(handler + " takes no wiring"));
  }
}

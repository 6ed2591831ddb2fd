package io.passerelle.sandbox.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// The instances of one function: as in Lambda, each handles one invocation at a time, and another
/// is made when all are busy.
final class FunctionInstances {

  private static final int INSTANCES_MAX = 50;

  private final LambdaFunction function;
  private final Supplier<RequestStreamHandler> maker;
  private final Deque<RequestStreamHandler> idle = new ConcurrentLinkedDeque<>();
  private final Semaphore free = new Semaphore(INSTANCES_MAX);

  FunctionInstances(LambdaFunction function, Supplier<RequestStreamHandler> maker) {
    this.function = function;
    this.maker = maker;
  }

  LambdaFunction function() {
    return function;
  }

  /// What the function wrote. What it throws goes on to the caller.
  byte[] invoke(byte[] event) throws IOException {
    free.acquireUninterruptibly();
    try {
      RequestStreamHandler instance = idle.pollFirst();
      RequestStreamHandler handler = instance == null ? maker.get() : instance;
      try {
        var reply = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event), reply, new Invocation(function));
        return reply.toByteArray();
      } finally {
        idle.addFirst(handler);
      }
    } finally {
      free.release();
    }
  }
}

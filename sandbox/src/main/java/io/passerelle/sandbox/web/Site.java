package io.passerelle.sandbox.web;

/// A part of the sandbox that answers below a path of its own, such as `/sandbox/gateway/`.
@FunctionalInterface
public interface Site {

  WebReply answer(WebRequest request);
}

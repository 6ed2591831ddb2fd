package io.passerelle.payment;

/// A notice that was raised, and about what, so that it is raised once.
public record Flag(Notice notice, String about) {}

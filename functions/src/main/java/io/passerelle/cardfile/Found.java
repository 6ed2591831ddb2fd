package io.passerelle.cardfile;

/// A detail that is well, and the line that it stands on. Whether the file around it is well too is
/// known at its end.
public record Found(long line, Detail detail) implements Entry {}

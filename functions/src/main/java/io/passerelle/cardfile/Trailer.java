package io.passerelle.cardfile;

import java.time.LocalDateTime;
import java.util.OptionalInt;

/// The last record of a file: how many details stand before it, in a shop's file also how many
/// tokens they have together, and when its making ended.
public record Trailer(int details, OptionalInt tokens, LocalDateTime ended) {}

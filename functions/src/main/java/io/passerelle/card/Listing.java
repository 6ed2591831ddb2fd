package io.passerelle.card;

/// Where the gateway's own files of expiring cards had a card last: the file's name, the line, and
/// whether that file was sound. What a file with problems says is used, and marked by this.
public record Listing(String file, long line, boolean sound) {}

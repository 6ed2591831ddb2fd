package io.passerelle.sftp;

import java.time.Instant;

/// A file as its folder lists it. Two that are alike in all of this are taken for the same.
public record ListedFile(String name, long size, Instant modified) {}

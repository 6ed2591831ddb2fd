package io.passerelle.bench;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// How many requests of each kind came, and the capacity units they take.
final class Tally {

  private final Map<String, Long> requests = new TreeMap<>();
  private long readUnits;
  private long writeUnits;

  synchronized void request(String operation) {
    requests.merge(operation, 1L, Long::sum);
  }

  synchronized void units(long read, long write) {
    readUnits += read;
    writeUnits += write;
  }

  synchronized Map<String, Long> requests() {
    return Collections.unmodifiableMap(new TreeMap<>(requests));
  }

  synchronized long of(String operation) {
    return requests.getOrDefault(operation, 0L);
  }

  synchronized long readUnits() {
    return readUnits;
  }

  synchronized long writeUnits() {
    return writeUnits;
  }
}

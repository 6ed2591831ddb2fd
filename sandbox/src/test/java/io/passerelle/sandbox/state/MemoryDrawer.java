package io.passerelle.sandbox.state;

import java.util.LinkedHashMap;
import java.util.Map;

/// A drawer that a test can hand from one sandbox to the next, as a restart would.
public final class MemoryDrawer implements Drawer {

  private final Map<String, String> documents = new LinkedHashMap<>();

  @Override
  public synchronized Map<String, String> all() {
    return Map.copyOf(documents);
  }

  @Override
  public synchronized void put(String id, String json) {
    documents.put(id, json);
  }

  @Override
  public synchronized void remove(String id) {
    documents.remove(id);
  }

  @Override
  public synchronized void clear() {
    documents.clear();
  }
}

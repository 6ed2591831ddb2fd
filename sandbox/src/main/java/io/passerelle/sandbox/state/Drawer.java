package io.passerelle.sandbox.state;

import java.util.Map;

/// Documents of one kind by their id, each a JSON text.
///
/// A document is safe once `put` has returned.
public interface Drawer {

  Map<String, String> all();

  void put(String id, String json);

  void remove(String id);

  void clear();
}

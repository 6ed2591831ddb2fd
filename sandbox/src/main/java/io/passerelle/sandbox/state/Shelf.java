package io.passerelle.sandbox.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Records of one kind in a drawer, read once and kept in memory, at most `most` of them: where one
/// comes too many the one first put there leaves, so that no test can fill the machine.
public final class Shelf<T> {

  private final Drawer drawer;
  private final Function<T, String> id;
  private final int most;
  private final Map<String, T> byId = new LinkedHashMap<>();
  private final List<Consumer<T>> leaving = new ArrayList<>();

  /// `age` puts what the drawer holds into the order in which it was first put there.
  public Shelf(Drawer drawer, Class<T> type, Function<T, String> id, Comparator<T> age, int most) {
    this.drawer = drawer;
    this.id = id;
    this.most = most;
    drawer.all().values().stream()
        .map(json -> JsonText.read(json, type))
        .sorted(age)
        .forEach(one -> byId.put(id.apply(one), one));
  }

  /// Tells `listener` of each record that leaves for want of room.
  public synchronized void whenOneLeaves(Consumer<T> listener) {
    leaving.add(listener);
  }

  public synchronized Optional<T> find(String key) {
    return Optional.ofNullable(byId.get(key));
  }

  /// All of them, the eldest first.
  public synchronized List<T> all() {
    return List.copyOf(byId.values());
  }

  /// The `count` youngest, the youngest first.
  public synchronized List<T> latest(int count) {
    List<T> all = new ArrayList<>(byId.values());
    return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()).reversed());
  }

  public synchronized void put(T one) {
    drawer.put(id.apply(one), JsonText.write(one));
    byId.put(id.apply(one), one);
    while (byId.size() > most) {
      T eldest = byId.values().iterator().next();
      byId.remove(id.apply(eldest));
      drawer.remove(id.apply(eldest));
      leaving.forEach(listener -> listener.accept(eldest));
    }
  }
}

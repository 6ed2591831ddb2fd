package io.passerelle.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShelfTest {

  private record Thing(String id, Instant at) {}

  private final MemoryDrawer drawer = new MemoryDrawer();

  @Test
  void whatWasPutIsThereAgainInItsOrder() {
    Shelf<Thing> first = shelf(10);
    first.put(thing("b", 1));
    first.put(thing("a", 2));

    Shelf<Thing> second = shelf(10);

    assertThat(second.all()).containsExactly(thing("b", 1), thing("a", 2));
    assertThat(second.latest(1)).containsExactly(thing("a", 2));
    assertThat(second.find("a")).contains(thing("a", 2));
  }

  @Test
  void theEldestLeavesWhereOneComesTooMany() {
    List<Thing> left = new ArrayList<>();
    Shelf<Thing> shelf = shelf(2);
    shelf.whenOneLeaves(left::add);

    shelf.put(thing("a", 1));
    shelf.put(thing("b", 2));
    shelf.put(thing("a", 3));
    shelf.put(thing("c", 4));

    assertThat(left).containsExactly(thing("a", 3));
    assertThat(drawer.all()).containsOnlyKeys("b", "c");
  }

  @Test
  void whatIsNoJsonIsRefusedWithAReason() {
    assertThatThrownBy(() -> JsonText.tree("{")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonText.read("[]", Thing.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Thing");
  }

  private Shelf<Thing> shelf(int most) {
    return new Shelf<>(drawer, Thing.class, Thing::id, Comparator.comparing(Thing::at), most);
  }

  private static Thing thing(String id, long second) {
    return new Thing(id, Instant.ofEpochSecond(second));
  }
}

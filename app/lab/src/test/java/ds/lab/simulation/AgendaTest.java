package ds.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.chance.Draws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {

  private record Item(long time, int order) {}

  @Test
  void givesBackByTimeAndThenInTheOrderOfAdding() {
    var draws = new Draws(5);
    var agenda = new Agenda<Item>();
    List<Item> expected = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Item item = new Item(draws.below(100), i);
      expected.add(item);
      agenda.add(item.time(), item);
    }
    expected.sort(Comparator.comparingLong(Item::time).thenComparingInt(Item::order));
    assertThat(drain(agenda)).isEqualTo(expected);
  }

  @Test
  void reusesItsPlacesWhenItemsComeAndGo() {
    var draws = new Draws(6);
    var agenda = new Agenda<Item>();
    long last = 0;
    for (int i = 0; i < 20_000; i++) {
      agenda.add(last + draws.below(50), new Item(last, i));
      if (agenda.size() > 40) {
        long time = agenda.nextTime();
        assertThat(time).isGreaterThanOrEqualTo(last);
        last = time;
        agenda.remove();
      }
    }
    assertThat(drain(agenda)).hasSize(40);
  }

  private static List<Item> drain(Agenda<Item> agenda) {
    List<Item> items = new ArrayList<>();
    while (!agenda.isEmpty()) {
      items.add(agenda.remove());
    }
    return items;
  }
}

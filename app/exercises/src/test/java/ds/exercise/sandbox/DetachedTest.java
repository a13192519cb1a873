package ds.exercise.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.Durable;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What has left a node is out of its hands, and what comes to it is in nobody else's.
class DetachedTest {

  private final Detached detached = new Detached();

  private record Letter(List<Integer> lines) {}

  private record Table(SortedMap<String, Integer> rows) {}

  /// A record that makes its list changeable again.
  private record Slate(List<Integer> lines) implements Durable {
    Slate {
      lines = new ArrayList<>(lines);
    }
  }

  @Test
  @DisplayName("a message that changes after it was sent stays as it was")
  void aMessageThatChanges() {
    List<Integer> lines = new ArrayList<>(List.of(1));
    Letter sent = detached.detach(new Letter(lines));
    lines.add(2);
    assertThat(sent.lines()).containsExactly(1);
  }

  @Test
  @DisplayName("an order that leads back to its sender does not leave")
  void anOrderOfOnesOwn() {
    List<String> memory = List.of("a");
    SortedMap<String, Integer> rows = new TreeMap<>(Comparator.comparingInt(memory::indexOf));
    rows.put("a", 1);
    assertThatThrownBy(() -> detached.detach(new Table(rows))).hasMessageContaining("natural");
  }

  @Test
  @DisplayName("the natural order leaves, and its reverse")
  void theNaturalOrder() {
    for (Comparator<String> order :
        List.of(Comparator.<String>naturalOrder(), Collections.<String>reverseOrder())) {
      Table table = new Table(new TreeMap<>(order));
      table.rows().put("a", 1);
      table.rows().put("b", 2);
      assertThat(detached.detach(table).rows().firstKey()).isEqualTo(table.rows().firstKey());
    }
  }

  @Test
  @DisplayName("what is on the disk does not change with what was read of it")
  void theDiskStays() {
    Slate onDisk = detached.detach(new Slate(List.of(1)));
    var life = (Started<String>) detached.<String>arriving(new Started<>(List.of(onDisk)));
    life.recovered().forEach(record -> ((Slate) record).lines().add(2));
    assertThat(onDisk.lines()).containsExactly(1);
  }

  @Test
  @DisplayName("a message that comes twice is the same both times")
  void theNetworkStays() {
    Slate underWay = detached.detach(new Slate(List.of(1)));
    var first = (Received<Slate>) detached.arriving(new Received<>(new NodeId("a"), underWay));
    first.message().lines().add(2);
    assertThat(underWay.lines()).containsExactly(1);
  }
}

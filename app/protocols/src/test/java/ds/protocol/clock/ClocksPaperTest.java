package ds.protocol.clock;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import ds.protocol.clock.VectorTime.Relation;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The rules of the three papers, one test each, with events of two nodes `a` and `b`.
class ClocksPaperTest {

  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final NodeId C = new NodeId("c");

  @Test
  @DisplayName("Lamport, IR1: a clock goes on between two events of its node")
  void lamportTicks() {
    LamportTime first = LamportTime.start(A).tick();
    assertThat(first.tick()).isGreaterThan(first).isEqualTo(new LamportTime(2, A));
  }

  @Test
  @DisplayName("Lamport, IR2: a receipt is later than its sending and than all before it here")
  void lamportReceives() {
    LamportTime late = new LamportTime(7, A);
    LamportTime early = new LamportTime(2, A);
    LamportTime here = new LamportTime(4, B);
    assertThat(here.receive(late)).isEqualTo(new LamportTime(8, B));
    assertThat(here.receive(early)).isEqualTo(new LamportTime(5, B));
  }

  @Test
  @DisplayName("Lamport, ⇒: no two events of different nodes are equal; names break ties")
  void lamportOrderIsTotal() {
    assertThat(new LamportTime(3, A)).isLessThan(new LamportTime(3, B));
    assertThat(new LamportTime(3, B)).isLessThan(new LamportTime(4, A));
  }

  @Test
  @DisplayName("Lamport: a smaller time need not have happened before")
  void lamportMisleads() {
    LamportTime a = LamportTime.start(A).tick();
    LamportTime b = LamportTime.start(B).tick().tick();
    assertThat(a).isLessThan(b);
    VectorTime va = VectorTime.start(A).tick();
    VectorTime vb = VectorTime.start(B).tick().tick();
    assertThat(va.relationTo(vb)).isEqualTo(Relation.CONCURRENT);
  }

  @Test
  @DisplayName("Mattern §4: a receipt knows both pasts, and itself")
  void vectorReceives() {
    VectorTime a = VectorTime.start(A).tick().tick();
    VectorTime b = VectorTime.start(B).tick();
    VectorTime received = b.receive(a);
    assertThat(received.counts()).isEqualTo(counts(2, 2));
    assertThat(a.relationTo(received)).isEqualTo(Relation.BEFORE);
    assertThat(received.relationTo(a)).isEqualTo(Relation.AFTER);
    assertThat(received.relationTo(received)).isEqualTo(Relation.SAME);
  }

  @Test
  @DisplayName("Mattern §4: an older message teaches nothing, and is an event all the same")
  void vectorReceivesOldNews() {
    VectorTime a = VectorTime.start(A).tick();
    VectorTime known = VectorTime.start(B).tick().receive(a.tick());
    assertThat(known.receive(a).counts()).isEqualTo(counts(2, 3));
  }

  @Test
  @DisplayName("Mattern §4: what passes through a third node happened before, too")
  void vectorsAreTransitive() {
    VectorTime a = VectorTime.start(A).tick();
    VectorTime b = VectorTime.start(B).receive(a);
    VectorTime c = VectorTime.start(C).receive(b.tick());
    assertThat(a.relationTo(c)).isEqualTo(Relation.BEFORE);
    assertThat(a.tick().relationTo(c)).isEqualTo(Relation.CONCURRENT);
  }

  private static SortedMap<NodeId, Long> counts(long a, long b) {
    SortedMap<NodeId, Long> counts = new TreeMap<>();
    counts.put(A, a);
    counts.put(B, b);
    return counts;
  }

  @Test
  @DisplayName("HLC, figure 5: it follows its clock while that goes on, and counts while not")
  void hybridTicks() {
    HybridTime first = HybridTime.START.tick(100);
    assertThat(first).isEqualTo(new HybridTime(100, 0));
    assertThat(first.tick(101)).isEqualTo(new HybridTime(101, 0));
    assertThat(first.tick(100)).isEqualTo(new HybridTime(100, 1));
    assertThat(first.tick(60)).isEqualTo(new HybridTime(100, 1));
  }

  @Test
  @DisplayName("HLC, figure 5: a receipt goes on from the latest of clock, own time and message")
  void hybridReceives() {
    HybridTime here = new HybridTime(100, 3);
    assertThat(here.receive(new HybridTime(90, 9), 101)).isEqualTo(new HybridTime(101, 0));
    assertThat(here.receive(new HybridTime(90, 9), 95)).isEqualTo(new HybridTime(100, 4));
    assertThat(here.receive(new HybridTime(120, 9), 95)).isEqualTo(new HybridTime(120, 10));
    assertThat(here.receive(new HybridTime(100, 9), 95)).isEqualTo(new HybridTime(100, 10));
    assertThat(here.receive(new HybridTime(100, 1), 95)).isEqualTo(new HybridTime(100, 4));
  }

  @Test
  @DisplayName("HLC §3.3: a time that no sound clock can have given is told apart")
  void hybridIsBounded() {
    assertThat(new HybridTime(150, 0).isBeyond(100, 50)).isFalse();
    assertThat(new HybridTime(151, 0).isBeyond(100, 50)).isTrue();
  }
}

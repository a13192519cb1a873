package ds.lab.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.NodeId;
import ds.core.Step;
import ds.lab.fault.Fault;
import ds.lab.fault.Forger;
import ds.lab.world.Diary.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What a world promises its nodes, whoever drives it.
class WorldTest {

  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");

  /// Lets nothing happen by itself.
  private static final class Hand implements Driver<Order> {
    final List<Envelope<Order>> sent = new ArrayList<>();
    final List<Alarm<Order>> armed = new ArrayList<>();
    final List<Host<Order>> writing = new ArrayList<>();

    @Override
    public void sent(Envelope<Order> envelope) {
      sent.add(envelope);
    }

    @Override
    public void armed(Alarm<Order> alarm) {
      armed.add(alarm);
    }

    @Override
    public void writing(Host<Order> host) {
      writing.add(host);
    }
  }

  private static final class Listener implements Observer<Order> {
    final List<Step<Order>> steps = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    @Override
    public void stepped(World<Order> world, Step<Order> step) {
      steps.add(step);
    }

    @Override
    public void noted(World<Order> world, Supplier<String> what) {
      notes.add(what.get());
    }
  }

  private final Hand hand = new Hand();
  private final Listener listener = new Listener();
  private final World<Order> world = new World<>(1, hand, listener, Optional.empty());

  WorldTest() {
    world.add(A, Diary::new);
    world.add(B, Diary::new);
    world.start();
  }

  @Test
  void nothingLeavesBeforeWhatWasPersistedAheadOfItIsDurable() {
    tell(A, new Order.Pass(1, B));
    tell(A, new Order.Keep(2, B));
    tell(A, new Order.Pass(3, B));
    assertThat(hand.sent).extracting(Envelope::message).containsExactly(new Order.Note(1));
    world.synced(world.host(A));
    assertThat(hand.sent)
        .extracting(Envelope::message)
        .containsExactly(new Order.Note(1), new Order.Note(2), new Order.Note(3));
  }

  @Test
  void writesThatComeDuringASyncShareTheNext() {
    tell(A, new Order.Keep(1, B));
    tell(A, new Order.Keep(2, B));
    tell(A, new Order.Keep(3, B));
    assertThat(hand.writing).hasSize(1);
    world.synced(world.host(A));
    assertThat(hand.sent).hasSize(1);
    assertThat(hand.writing).as("one sync for the two that came meanwhile").hasSize(2);
    world.synced(world.host(A));
    assertThat(hand.sent).hasSize(3);
  }

  @Test
  void aMessageToOneselfWaitsForTheWriteToo() {
    tell(A, new Order.Keep(7, A));
    assertThat(hand.sent).isEmpty();
    world.synced(world.host(A));
    assertThat(hand.sent).singleElement().matches(Envelope::isLocal);
  }

  @Test
  void aCrashTakesAllButTheDiskAndWhatWaitedForIt() {
    tell(A, new Order.Keep(1, B));
    world.synced(world.host(A));
    tell(A, new Order.Wake(5, 10));
    tell(A, new Order.Keep(2, B));
    world.begin(new Fault.Crashed(A));
    assertThat(world.host(A).isUp()).isFalse();
    assertThat(hand.armed.getFirst().isArmed()).isFalse();
    tell(A, new Order.Note(9));
    world.end(new Fault.Crashed(A));
    world.synced(world.host(A));
    assertThat(diary(A).notes).isEmpty();
    assertThat(diary(A).recovered).startsWith(1);
    assertThat(hand.sent).extracting(Envelope::message).containsExactly(new Order.Note(1));
    assertThat(listener.notes).contains("a crashes", "a restarts");
  }

  @Test
  void aNodeStaysDownUntilTheLastOfItsCrashesEnds() {
    world.begin(new Fault.Crashed(A));
    world.begin(new Fault.Crashed(A));
    world.end(new Fault.Crashed(A));
    assertThat(world.host(A).isUp()).isFalse();
    world.end(new Fault.Crashed(A));
    assertThat(world.host(A).isUp()).isTrue();
  }

  @Test
  void aPausedNodeFindsAllThatCameMeanwhile() {
    tell(A, new Order.Wake(5, 10));
    world.begin(new Fault.Paused(A));
    tell(A, new Order.Note(1));
    world.fire(hand.armed.getFirst());
    tell(A, new Order.Note(2));
    assertThat(diary(A).notes).isEmpty();
    world.end(new Fault.Paused(A));
    assertThat(diary(A).notes).containsExactly(1, 0, 2);
  }

  @Test
  void aDiskThatRefusesStopsTheNodeBeforeAnythingElseLeaves() {
    world.begin(new Fault.DiskRefuses(A, Fault.DiskTrouble.FULL));
    tell(A, new Order.Pass(1, B));
    tell(A, new Order.Keep(2, B));
    assertThat(world.host(A).isUp()).isFalse();
    assertThat(hand.sent).extracting(Envelope::message).containsExactly(new Order.Note(1));
    world.end(new Fault.DiskRefuses(A, Fault.DiskTrouble.FULL));
    assertThat(world.host(A).isUp()).isTrue();
    assertThat(diary(A).recovered).isEmpty();
  }

  @Test
  void aDamagedDiskDoesNotStart() {
    tell(A, new Order.Keep(1, B));
    world.synced(world.host(A));
    world.begin(new Fault.BitRot(A));
    restart(A);
    assertThat(world.host(A).isUp()).isFalse();
    assertThat(listener.notes).contains("a does not start: a record of its disk is damaged");
  }

  @Test
  void aLostDiskIsEmptyAtTheNextStart() {
    tell(A, new Order.Keep(1, B));
    world.synced(world.host(A));
    world.begin(new Fault.DiskLost(A));
    restart(A);
    assertThat(diary(A).recovered).isEmpty();
  }

  @Test
  void clocksDriftAndJump() {
    world.begin(new Fault.Drifting(A, 500_000));
    world.begin(new Fault.Skewed(B, 1_000));
    world.advance(100);
    tell(A, new Order.Note(1));
    tell(B, new Order.Note(1));
    assertThat(diary(A).clock.getLast()).isEqualTo(150);
    assertThat(diary(B).clock.getLast()).isEqualTo(1_100);
    world.end(new Fault.Skewed(B, 1_000));
    tell(B, new Order.Note(2));
    assertThat(diary(B).clock.getLast()).isEqualTo(100);
    assertThat(world.host(A).realDuration(150)).isEqualTo(100);
  }

  @Test
  void aByzantineNodeSaysWhatTheForgerWants() {
    Forger<Order> forger = (from, to, message, draws) -> new Order.Note(666);
    World<Order> forged = new World<>(1, hand, listener, Optional.of(forger));
    forged.add(A, Diary::new);
    forged.add(B, Diary::new);
    forged.start();
    forged.begin(new Fault.Byzantine(A));
    forged.deliver(new Envelope<>(forged.host(B), forged.host(A), new Order.Pass(1, B), 0));
    assertThat(hand.sent).extracting(Envelope::message).containsExactly(new Order.Note(666));
  }

  @Test
  void anExceptionNamesTheNodeAndItsEvent() {
    assertThatThrownBy(() -> tell(A, new Order.Fail()))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("a failed on")
        .hasMessageContaining("told to fail");
  }

  @Test
  void aMessageToNobodyIsLost() {
    tell(A, new Order.Pass(1, new NodeId("nobody")));
    assertThat(hand.sent).isEmpty();
    assertThat(listener.notes.getLast()).startsWith("lost, there is no nobody");
  }

  private void restart(NodeId node) {
    world.begin(new Fault.Crashed(node));
    world.end(new Fault.Crashed(node));
  }

  private void tell(NodeId node, Order order) {
    world.deliver(new Envelope<>(world.host(B), world.host(node), order, world.now()));
  }

  private Diary diary(NodeId node) {
    return (Diary) world.host(node).node();
  }
}

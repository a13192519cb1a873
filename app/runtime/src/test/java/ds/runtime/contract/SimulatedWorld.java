package ds.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Effect;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.Fault.DiskTrouble;
import ds.lab.fault.LinkProfile;
import ds.lab.simulation.Act;
import ds.lab.simulation.Setting;
import ds.lab.simulation.Simulation;
import ds.lab.world.Envelope;
import ds.lab.world.Host;
import ds.lab.world.Observer;
import ds.lab.world.World;
import ds.runtime.contract.Actor.Cue;
import ds.runtime.contract.Actor.Note;
import ds.runtime.contract.Actor.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The simulation, by hand. Its clocks keep time: by one that drifts, a timer may ring a nanosecond
/// early.
final class SimulatedWorld implements WorldUnderTest, Observer<Word> {

  /// How long a stalled disk takes for a write. Nobody else waits for half as long.
  private static final long HOUR = 3_600_000_000_000L;

  private static final LinkProfile LINKS =
      LinkProfile.LAN.delaying(100_000, Span.millis(1, 3)); // overtaken now and then

  private final Simulation<Word> simulation;
  private final Map<NodeId, List<Note>> notes = new HashMap<>();

  private SimulatedWorld(long seed, List<NodeId> nodes, UnaryOperator<Node<Word>> planted) {
    List<Setting.Place<Word>> places =
        nodes.stream()
            .map(id -> new Setting.Place<>(id, () -> planted.apply(new Actor())))
            .toList();
    var setting =
        new Setting<>(
            places, LINKS, Span.micros(100, 300), List.of(), List.of(), Optional.empty(), 1L << 62);
    this.simulation = new Simulation<>(setting, seed, this);
    simulation.begin();
  }

  static Kind kind(long seed) {
    return kind(seed, UnaryOperator.identity());
  }

  /// @param planted what is made of each actor
  static Kind kind(long seed, UnaryOperator<Node<Word>> planted) {
    return nodes -> new SimulatedWorld(seed, nodes, planted);
  }

  @Override
  public void stepped(World<Word> world, Step<Word> step) {
    for (Effect<Word> effect : step.effects()) {
      if (effect instanceof Effect.Report(Note note)) {
        notes.computeIfAbsent(step.node(), _ -> new ArrayList<>()).add(note);
      }
    }
  }

  private Host<Word> host(NodeId node) {
    return simulation.world().host(node);
  }

  @Override
  public void tell(NodeId node, Actor.Act act) {
    simulation
        .world()
        .deliver(new Envelope<>(host(node), host(node), new Cue(act), simulation.world().now()));
  }

  @Override
  public List<Note> notes(NodeId node) {
    return Collections.unmodifiableList(notes.getOrDefault(node, List.of()));
  }

  @Override
  public void await(NodeId node, String what, Predicate<List<Note>> wanted) {
    await(what, () -> wanted.test(notes(node)));
  }

  private void await(String what, BooleanSupplier wanted) {
    simulation.goOn(simulation.world().now() + HOUR / 2, wanted);
    assertThat(wanted.getAsBoolean()).as(what).isTrue();
  }

  @Override
  public void crash(NodeId node) {
    simulation.begin(List.of(new Fault.Crashed(node)), Act.FOREVER);
  }

  @Override
  public boolean restart(NodeId node) {
    simulation.end(new Fault.SlowDisk(node, new Span(HOUR, HOUR)));
    simulation.end(new Fault.DiskRefuses(node, DiskTrouble.FULL));
    simulation.end(new Fault.Crashed(node));
    return host(node).isUp();
  }

  @Override
  public void stall(NodeId node) {
    simulation.begin(List.of(new Fault.SlowDisk(node, new Span(HOUR, HOUR))), Act.FOREVER);
  }

  @Override
  public void resume(NodeId node) {
    simulation.end(new Fault.SlowDisk(node, new Span(HOUR, HOUR)));
    simulation.goOn(simulation.world().now() + HOUR, () -> false);
  }

  @Override
  public void refuse(NodeId node) {
    simulation.begin(List.of(new Fault.DiskRefuses(node, DiskTrouble.FULL)), Act.FOREVER);
  }

  @Override
  public void awaitEnd(NodeId node) {
    await(node + " is down", () -> !host(node).isUp());
  }

  @Override
  public void rot(NodeId node, String text) {
    simulation.begin(List.of(new Fault.BitRot(node)), Act.FOREVER);
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}

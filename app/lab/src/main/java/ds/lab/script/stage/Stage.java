package ds.lab.script.stage;

import ds.core.NodeId;
import ds.core.Step;
import ds.lab.fault.Fault;
import ds.lab.run.Violation;
import ds.lab.run.Watch;
import ds.lab.scenario.Scenario;
import ds.lab.world.Envelope;
import ds.lab.world.Host;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Where a script is played: a world under a [ManualDriver], watched by the scenario's invariants,
/// and what there is to print about it.
public final class Stage<M> {

  /// More than a reader compares; a script that prints so much asks for too much.
  static final int PRINTED_MAX = 500;

  private final Narrator<M> narrator;
  private final ManualDriver<M> driver;
  private final Watch<M> watch;
  private final List<NodeId> nodes;
  private final Map<NodeId, String> told = new LinkedHashMap<>();
  private final List<String> printed = new ArrayList<>();
  private String own = ""; // what the script itself just did needs no telling

  public Stage(Narrator<M> narrator, Scenario<M> scenario, Observer<M> also) {
    this.narrator = narrator;
    this.watch = new Watch<>(scenario.properties(), new Ear(also));
    this.driver = new ManualDriver<>(scenario, watch);
    this.nodes = world().hosts().stream().map(Host::id).toList();
    driver.start();
  }

  public World<M> world() {
    return driver.world();
  }

  public ManualDriver<M> driver() {
    return driver;
  }

  public List<NodeId> nodes() {
    return nodes;
  }

  void begin(Fault fault) {
    own = fault.begins();
    driver.begin(fault);
  }

  void end(Fault.Lasting fault) {
    own = fault.ends();
    driver.end(fault);
  }

  /// @param keep how many of the node's volatile writes survive
  void crash(NodeId node, int keep) {
    own = new Fault.Crashed(node).begins();
    driver.crash(node, keep);
  }

  /// Prints a line.
  public void say(String line) {
    if (printed.size() == PRINTED_MAX) {
      throw new Mistake("a block prints at most " + PRINTED_MAX + " lines");
    }
    printed.add(oneLine(line));
  }

  /// A line break within would end the line, and an empty line the block.
  public static String oneLine(String text) {
    return text.isBlank() ? "-" : text.replace('\r', ' ').replace('\n', ' ').stripTrailing();
  }

  /// How a script says that a property broke.
  public static String broken(Violation it) {
    return oneLine("VIOLATED: " + it.property() + ": " + it.why());
  }

  /// Prints the state of some nodes, whether it has changed or not.
  void show(List<NodeId> chosen) {
    Map<String, List<NodeId>> groups = new LinkedHashMap<>();
    for (NodeId node : nodes) {
      if (chosen.contains(node)) {
        String state = state(node);
        told.put(node, state);
        groups.computeIfAbsent(state, _ -> new ArrayList<>()).add(node);
      }
    }
    groups.forEach((state, members) -> say(Names.of(members, nodes, " ") + ": " + state));
  }

  /// A message on its way, in a line.
  String text(Envelope<M> envelope) {
    String link = envelope.from().id() + "->" + envelope.to().id();
    return link + " " + narrator.message(envelope.message());
  }

  String kind(Envelope<M> envelope) {
    return narrator.kind(envelope.message());
  }

  /// The first property that broke.
  public Optional<Violation> violation() {
    return watch.violation();
  }

  /// Judges the history of the whole play.
  public void judge() {
    watch.judgeHistory(world());
  }

  /// What has been printed since the last call, and then every state that changed since it was last
  /// printed.
  public List<String> printed() {
    List<NodeId> changed =
        nodes.stream().filter(node -> !state(node).equals(told.get(node))).toList();
    if (!changed.isEmpty()) {
      show(changed);
    }
    if (printed.isEmpty()) {
      say("nothing changes");
    }
    List<String> lines = List.copyOf(printed);
    printed.clear();
    return lines;
  }

  private String state(NodeId node) {
    Host<M> host = world().host(node);
    if (!host.isUp()) {
      return "down";
    }
    String state = narrator.state(node, host.node());
    return host.isPaused() ? state + " (paused)" : state;
  }

  /// Prints what a reader could not know from the commands: what the narrator finds worth telling
  /// at once, and notes of the world about what was lost.
  private final class Ear implements Observer<M> {

    private final Observer<M> also;

    Ear(Observer<M> also) {
      this.also = also;
    }

    @Override
    public void stepped(World<M> world, Step<M> step) {
      also.stepped(world, step);
      narrator.step(step).forEach(Stage.this::say);
    }

    @Override
    public void noted(World<M> world, Supplier<String> what) {
      also.noted(world, what);
      String text = what.get();
      if (!text.equals(own)) {
        say(text);
      }
    }
  }
}

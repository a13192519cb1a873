package ds.lab.takeover.script;

import ds.core.NodeId;
import ds.lab.chance.Times;
import ds.lab.script.stage.Mistake;
import ds.lab.script.stage.Names;
import ds.lab.script.stage.Stage;
import ds.lab.script.stage.Words;
import ds.lab.takeover.Branch;
import ds.lab.takeover.Deeds;
import ds.lab.takeover.RunLink;
import ds.lab.takeover.Score;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Along a run, with stops.
final class Ride<M> {

  private static final String END = "end";
  private static final String TO_USAGE = "to STEP, or: to end";
  private static final String SHOW_USAGE = "show [NODES] [| FIELD ...]";

  private final Branch<M> branch;
  private final Digest<M> digest;
  private final List<NodeId> nodes;
  private final List<String> printed = new ArrayList<>();

  Ride(Score<M> score) {
    this.branch = new Branch<>(score);
    this.digest = new Digest<>(branch);
    this.nodes = world().hosts().stream().map(Host::id).toList();
  }

  /// The run with all that has been done in it.
  RunLink link() {
    return branch.score().link().with(branch.choices());
  }

  private World<M> world() {
    return branch.run().course().world();
  }

  void perform(List<String> command) {
    List<String> rest = command.subList(1, command.size());
    switch (command.getFirst()) {
      case "to" -> goOn(new Words(TO_USAGE, rest, nodes));
      case "show" -> show(new Words(SHOW_USAGE, rest, nodes));
      default -> act(command);
    }
  }

  private void goOn(Words words) {
    branch.upTo(
        words.skip(END)
            ? RunLink.STEPS_MAX
            : words.number("a number of steps", 0, (int) RunLink.STEPS_MAX));
    words.end();
    String over = branch.isOver() ? ", and the run is over" : "";
    printed.add(branch.steps() + " steps, " + Times.text(world().now()) + over);
    printed.addAll(digest.told());
  }

  /// What a deed begins or ends needs no telling.
  private void act(List<String> command) {
    if (!Deeds.verbs().contains(command.getFirst())) {
      List<String> verbs = new ArrayList<>(List.of("to", "show"));
      verbs.addAll(Deeds.verbs());
      throw Mistake.unknown("command", command.getFirst(), verbs);
    }
    if (command.size() > 1) {
      digest.underWay(command.get(1)).ifPresent(printed::add);
    }
    branch.act(String.join(" ", command));
    digest.skipFaults();
    printed.addAll(digest.told());
  }

  private void show(Words words) {
    boolean isAll = !words.hasNext() || words.skip("|");
    List<NodeId> chosen = isAll ? nodes : words.nodes();
    words.skip("|");
    List<String> wanted = new ArrayList<>();
    while (words.hasNext()) {
      wanted.add(words.next("a field"));
    }
    Map<String, List<NodeId>> groups = new LinkedHashMap<>();
    for (NodeId node : nodes) {
      if (chosen.contains(node)) {
        String state = state(world().host(node), wanted);
        groups.computeIfAbsent(state, _ -> new ArrayList<>()).add(node);
      }
    }
    groups.forEach((state, members) ->
        printed.add(Stage.oneLine(Names.of(members, nodes, " ") + ": " + state)));
  }

  private static String state(Host<?> host, List<String> wanted) {
    if (!host.isUp()) {
      return "down";
    }
    String state = wanted.isEmpty() ? "up" : new Fields(host.node()).text(wanted);
    return host.isPaused() ? state + " (paused)" : state;
  }

  /// What has been printed since the last call, and then what happened that has not been told.
  List<String> printed() {
    printed.addAll(digest.told());
    if (printed.isEmpty()) {
      printed.add("nothing to tell");
    }
    List<String> lines = List.copyOf(printed);
    printed.clear();
    return lines;
  }

  Optional<String> trouble() {
    return branch.run().watch().violation().map(Stage::broken);
  }

  /// A run that is over has been judged.
  void judge() {
    if (!branch.isOver()) {
      branch.run().watch().judgeHistory(world());
    }
  }
}

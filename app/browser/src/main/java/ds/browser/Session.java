package ds.browser;

import ds.browser.album.Album;
import ds.core.NodeId;
import ds.lab.mirror.Mirror;
import ds.lab.scenario.Scenario;
import ds.lab.script.stage.Mistake;
import ds.lab.script.stage.Words;
import ds.lab.takeover.Branch;
import ds.lab.takeover.RunLink;
import ds.lab.takeover.Score;
import ds.lab.world.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A run that somebody looks at: the tree of its branches, of which one is shown.
final class Session<M> {

  /// A branch and where it left another.
  ///
  /// @param parent which branch, or -1
  /// @param from how many steps both have in common
  record Twig<M>(Branch<M> branch, int parent, long from) {}

  /// A run is executed so far when it is opened; the page may let it go on.
  private static final long STEPS_USUAL = 20_000;

  private final RunLink link;
  private final Scenario<M> scenario;
  private final Mirror mirror = new Mirror();
  private final Legend legend = new Legend(mirror);
  private final List<Twig<M>> twigs = new ArrayList<>();
  private int shown;
  private long at;
  private Album<M> album;

  Session(Score<M> score) {
    this.link = score.link();
    this.scenario = score.scenario();
    Branch<M> branch = new Branch<>(score);
    long usual = link.choices().isEmpty() ? STEPS_USUAL : branch.steps();
    branch.upTo(Math.max(link.at(), usual));
    this.album = new Album<>(branch, mirror);
    twigs.add(new Twig<>(branch, -1, 0));
    this.at = Math.min(Math.max(link.at(), first()), branch.steps());
  }

  /// What was opened.
  RunLink link() {
    return link;
  }

  Scenario<M> scenario() {
    return scenario;
  }

  Mirror mirror() {
    return mirror;
  }

  Legend legend() {
    return legend;
  }

  List<Twig<M>> twigs() {
    return twigs;
  }

  int shown() {
    return shown;
  }

  /// The branch that is shown.
  Branch<M> branch() {
    return twigs.get(shown).branch();
  }

  /// The moment that is shown.
  long at() {
    return at;
  }

  /// How the nodes look at moments of the branch that is shown.
  Album<M> album() {
    return album;
  }

  /// The first moment at which one can act: all nodes have started.
  long first() {
    return branch().run().course().world().hosts().size();
  }

  List<NodeId> nodes() {
    return branch().run().course().world().hosts().stream().map(Host::id).toList();
  }

  /// The link to a moment of a branch.
  RunLink link(Branch<M> branch, long step) {
    return link.with(branch.choices()).at(step);
  }

  /// The link to a moment of the branch shown, without what was done after it.
  RunLink linkUpTo(long step) {
    long moment = Math.min(Math.max(step, first()), branch().steps());
    return link.with(branch().choicesUpTo(moment)).at(moment);
  }

  /// The nodes of these indices, or all if none is named.
  List<Integer> chosen(String indices) {
    List<Integer> all = IntStream.range(0, nodes().size()).boxed().toList();
    if (indices.isBlank()) {
      return all;
    }
    return Words.parts(indices, ' ').stream()
        .filter(it -> !it.isEmpty())
        .map(it -> known(it, all))
        .distinct()
        .toList();
  }

  private static Integer known(String index, List<Integer> all) {
    return all.stream()
        .filter(it -> it.toString().equals(index))
        .findFirst()
        .orElseThrow(() ->
            new Mistake("found node '" + index + "'; expected numbers of 0 to " + all.getLast()));
  }

  /// Does something at a moment of the branch shown. Unless that is where the branch stands, it
  /// leads to a new one.
  void act(long step, String deed) {
    long moment = Math.max(step, first());
    Branch<M> from = branch();
    if (moment > from.steps()) {
      throw new Mistake("found step " + step + "; the run has " + from.steps() + " steps so far");
    }
    boolean grows = moment == from.steps() && !from.choices().isEmpty();
    Branch<M> branch = grows ? from : from.forked(moment);
    branch.act(deed);
    if (!grows) {
      twigs.add(new Twig<>(branch, shown, moment));
      shown = twigs.size() - 1;
    }
    look(branch);
  }

  private void look(Branch<M> branch) {
    album = new Album<>(branch, mirror);
    at = branch.steps();
  }

  void forward(long steps) {
    branch().upTo(branch().steps() + Math.max(0, steps));
    at = branch().steps();
  }

  void show(int twig) {
    if (twig < 0 || twig >= twigs.size()) {
      throw new Mistake("found branch " + twig + "; expected 0 to " + (twigs.size() - 1));
    }
    shown = twig;
    look(branch());
  }
}

package ds.browser.album;

import ds.core.NodeId;
import ds.lab.mirror.Field;
import ds.lab.mirror.Mirror;
import ds.lab.simulation.Hand;
import ds.lab.takeover.Branch;
import ds.lab.takeover.Tape;
import ds.lab.takeover.Visit;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Moments of a branch. Whoever steps back asks for one after the other, each before the last; so
/// with a moment those before it are taken too, and [#prepare] takes the ones before these.
public final class Album<M> {

  /// Of a longer journal the end is shown.
  private static final int RECORDS_MAX = 50;

  /// How many moments before the one that is asked for are taken.
  private static final int BEFORE = 40;

  /// Moments further away than this from the one that is asked for are forgotten.
  private static final int FAR = 400;

  private final Branch<M> branch;
  private final Mirror mirror;
  private final Visit<M> visit;
  private final Map<NodeId, Integer> indices = new HashMap<>();
  private final Map<Long, Moment<M>> moments = new TreeMap<>();
  private Optional<Scout> scout = Optional.empty();

  public Album(Branch<M> branch, Mirror mirror) {
    this.branch = branch;
    this.mirror = mirror;
    this.visit = new Visit<>(branch);
    branch.run().course().world().hosts().forEach(it -> indices.put(it.id(), it.index()));
  }

  /// The moment after so many steps, or after the last step that belongs together with that.
  ///
  /// @param wanted the nodes that it has to show
  public Moment<M> at(long step, Collection<Integer> wanted) {
    if (!isTaken(step, wanted)) {
      moments.keySet().removeIf(it -> Math.abs(it - step) > FAR);
      long from = step;
      while (from > Math.max(0, step - BEFORE) && !isTaken(from - 1, wanted)) {
        from--;
      }
      SortedSet<Integer> shown = shown(from, step, wanted);
      for (long moment = from; moment <= step; moment++) {
        take(visit, moment, shown);
      }
    }
    return Optional.ofNullable(moments.get(step)).orElseThrow();
  }

  private boolean isTaken(long step, Collection<Integer> wanted) {
    Moment<M> taken = moments.get(step);
    return taken != null && taken.shows(wanted);
  }

  /// Those that are wanted, and those that do something: who steps on looks at them next.
  private SortedSet<Integer> shown(long from, long to, Collection<Integer> wanted) {
    SortedSet<Integer> shown = new TreeSet<>(wanted);
    shown.addAll(stepping(Math.max(0, from - 1), to));
    return shown;
  }

  /// Who takes the steps behind `after` up to `to`.
  private SortedSet<Integer> stepping(long after, long to) {
    SortedSet<Integer> nodes = new TreeSet<>();
    List<Tape.Shot<M>> shots = branch.tape().shots();
    for (long step = after; step < Math.min(to, shots.size()); step++) {
      nodes.add(indices.get(shots.get((int) step).step().node()));
    }
    return nodes;
  }

  private void take(Visit<M> on, long step, SortedSet<Integer> shown) {
    Optional<Moment<M>> before = Optional.ofNullable(moments.get(step - 1));
    on.to(step, hand -> moments.put(step, moment(hand, shown, before)));
  }

  private Moment<M> moment(Hand<M> hand, SortedSet<Integer> shown, Optional<Moment<M>> before) {
    World<M> world = hand.world();
    SortedSet<Integer> changed =
        before.map(it -> stepping(it.step(), world.steps())).orElseGet(TreeSet::new);
    Map<Integer, Moment.Still> nodes = new TreeMap<>();
    for (int node : shown) {
      Optional<List<Field>> same =
          before
              .filter(_ -> !changed.contains(node))
              .flatMap(it -> Optional.ofNullable(it.nodes().get(node)))
              .map(Moment.Still::fields);
      nodes.put(node, still(world.hosts().get(node), same));
    }
    return new Moment<>(world.steps(), world.now(), nodes, Outlook.of(hand));
  }

  /// @param same the fields, if the node has taken no step since they were read
  private Moment.Still still(Host<M> host, Optional<List<Field>> same) {
    return new Moment.Still(
        host.isUp(),
        host.isPaused(),
        host.incarnation(),
        host.heldBack(),
        same.orElseGet(() -> mirror.of(host.node())),
        host.journal(RECORDS_MAX));
  }

  /// Takes some of the moments before `step` that are not there, a few milliseconds' worth.
  ///
  /// @return whether it could do more
  public boolean prepare(long step, Collection<Integer> wanted) {
    long last = step;
    while (last > 0 && step - last <= BEFORE && isTaken(last, wanted)) {
      last--;
    }
    if (last == 0 || step - last > BEFORE) {
      return false;
    }
    if (scout.isEmpty() || scout.get().last != last) {
      scout = Optional.of(new Scout(last, wanted));
    }
    scout.get().goOn();
    return true;
  }

  /// On its way to moments that will be asked for.
  private final class Scout {

    /// Steps on the way that take about as long as one moment.
    private static final int STRIDE = 300;

    private final Visit<M> way = new Visit<>(branch);
    private final long first;
    private final long last;
    private final SortedSet<Integer> shown;
    private long at;

    Scout(long last, Collection<Integer> wanted) {
      this.first = Math.max(0, last - BEFORE);
      this.last = last;
      this.shown = shown(first, last, wanted);
    }

    void goOn() {
      if (at < first) {
        at = Math.min(first, at + STRIDE);
        way.to(at, hand -> {});
      } else {
        take(way, at, shown);
        at++;
      }
    }
  }
}

package ds.browser;

import ds.core.NodeId;
import ds.lab.mirror.Field;
import ds.lab.mirror.Mirror;
import ds.lab.takeover.Branch;
import ds.lab.takeover.Visit;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Pictures of the nodes at moments of a branch. Whoever steps back asks for one moment after the
/// other, each before the last; so on the way to a moment those before it are taken too.
final class Album<M> {

  /// Of a longer journal the end is shown.
  private static final int RECORDS_MAX = 50;

  /// How many moments before the one that is asked for are taken.
  private static final int BEFORE = 40;

  private static final int PAGES_MAX = 400;

  /// A node at a moment.
  record Still(
      boolean up, boolean paused, long life, int held, List<Field> fields, Host.Journal journal) {}

  /// All nodes at a moment.
  record Page(long step, long time, List<Still> nodes) {}

  private final Branch<M> branch;
  private final Visit<M> visit;
  private final Mirror mirror;
  private final Map<Long, Page> pages = new TreeMap<>();

  Album(Branch<M> branch, Visit<M> visit, Mirror mirror) {
    this.branch = branch;
    this.visit = visit;
    this.mirror = mirror;
  }

  /// The moment after so many steps, or after the last step that belongs together with that.
  Page at(long step) {
    Page known = pages.get(step);
    if (known != null) {
      return known;
    }
    if (pages.size() > PAGES_MAX) {
      pages.clear();
    }
    long from = Math.max(0, step - BEFORE);
    Optional<Page> last = Optional.empty();
    for (long moment = from; moment <= step; moment++) {
      last = Optional.of(take(moment, last));
    }
    return last.orElseThrow();
  }

  private Page take(long moment, Optional<Page> before) {
    List<Page> taken = new ArrayList<>();
    visit.to(moment, hand -> taken.add(page(hand.world(), before)));
    Page page = taken.getFirst();
    pages.put(moment, page);
    return page;
  }

  private Page page(World<M> world, Optional<Page> before) {
    List<Still> nodes = new ArrayList<>();
    for (Host<M> host : world.hosts()) {
      Optional<Still> old =
          before
              .filter(it -> !hasStepped(host.id(), it.step(), world.steps()))
              .map(it -> it.nodes().get(host.index()));
      nodes.add(still(host, old));
    }
    return new Page(world.steps(), world.now(), nodes);
  }

  private boolean hasStepped(NodeId node, long after, long upTo) {
    for (long step = after; step < upTo; step++) {
      if (branch.tape().shots().get((int) step).step().node().equals(node)) {
        return true;
      }
    }
    return false;
  }

  /// @param old the same node earlier, if it has taken no step since: its fields are the same
  private Still still(Host<M> host, Optional<Still> old) {
    return new Still(
        host.isUp(),
        host.isPaused(),
        host.incarnation(),
        host.heldBack(),
        old.map(Still::fields).orElseGet(() -> mirror.of(host.node())),
        host.journal(RECORDS_MAX));
  }
}

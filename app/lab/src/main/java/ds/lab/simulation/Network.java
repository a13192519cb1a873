package ds.lab.simulation;

import ds.core.NodeId;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.fault.LinkProfile;
import ds.lab.world.Envelope;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The state of every link: its profile, and the faults that hold on it.
///
/// It is worked out anew whenever a fault begins or ends, so faults may overlap in any way.
final class Network<M> {

  private final World<M> world;
  private final int size;
  private final LinkProfile[] profiles;
  private final boolean[] cut;
  private final boolean[] clogged;
  private final Span[] slow;
  private final Span[] slowDisk;
  private final List<Envelope<M>> waiting = new ArrayList<>();
  private LinkProfile usual;

  Network(World<M> world, LinkProfile usual) {
    this.world = world;
    this.usual = usual;
    this.size = world.hosts().size();
    this.profiles = new LinkProfile[size * size];
    this.cut = new boolean[size * size];
    this.clogged = new boolean[size * size];
    this.slow = new Span[size];
    this.slowDisk = new Span[size];
    refresh();
  }

  /// Changes the profile of links without faults, from the next [#refresh] on.
  void setUsual(LinkProfile profile) {
    usual = profile;
  }

  LinkProfile profile(Envelope<M> envelope) {
    return profiles[link(envelope)];
  }

  boolean isCut(Envelope<M> envelope) {
    return cut[link(envelope)];
  }

  boolean isClogged(Envelope<M> envelope) {
    return clogged[link(envelope)];
  }

  /// Keeps a message until its link opens.
  void hold(Envelope<M> envelope) {
    waiting.add(envelope);
  }

  /// How long `host` takes over a message before it handles it.
  Span slowness(Host<M> host) {
    return slow[host.index()];
  }

  Span diskSlowness(Host<M> host) {
    return slowDisk[host.index()];
  }

  /// Takes the faults that hold now into account.
  ///
  /// @return the messages that may go on
  List<Envelope<M>> refresh() {
    Arrays.fill(profiles, usual);
    Arrays.fill(cut, false);
    Arrays.fill(clogged, false);
    Arrays.fill(slow, Span.NONE);
    Arrays.fill(slowDisk, Span.NONE);
    for (Fault.Lasting fault : world.active()) {
      apply(fault);
    }
    return released();
  }

  private void apply(Fault.Lasting fault) {
    switch (fault) {
      case Fault.Cut(_, var links) -> mark(cut, links);
      case Fault.Clogged(var links) -> mark(clogged, links);
      case Fault.Impaired(var links, var profile) -> {
        for (Link link : links) {
          profiles[link(link.from(), link.to())] = profile;
        }
      }
      case Fault.Slow(var node, var extra) -> slow[world.host(node).index()] = extra;
      case Fault.SlowDisk(var node, var extra) -> slowDisk[world.host(node).index()] = extra;
      case Fault.Crashed _, Fault.Paused _, Fault.DiskRefuses _ -> {}
      case Fault.Drifting _, Fault.Skewed _, Fault.Byzantine _ -> {}
    }
  }

  private List<Envelope<M>> released() {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<Envelope<M>> open = new ArrayList<>();
    waiting.removeIf(envelope -> !isClogged(envelope) && open.add(envelope));
    return open;
  }

  private void mark(boolean[] links, List<Link> marked) {
    for (Link link : marked) {
      links[link(link.from(), link.to())] = true;
    }
  }

  private int link(Envelope<M> envelope) {
    return envelope.from().index() * size + envelope.to().index();
  }

  private int link(NodeId from, NodeId to) {
    return world.host(from).index() * size + world.host(to).index();
  }
}

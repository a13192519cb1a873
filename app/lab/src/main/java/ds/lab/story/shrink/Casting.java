package ds.lab.story.shrink;

import ds.core.NodeId;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.scenario.Roster;
import ds.lab.scenario.Scenario;
import ds.lab.world.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A schedule played by fewer servers: some of them take over the parts of others, and what
/// concerns the rest is left out.
///
/// A story with three servers is half as long as one with five, because each majority is smaller.
/// Nothing promises that three servers break as well; the trial tells.
final class Casting<M> {

  private final Recording<M> recording;
  private final Scenario<M> scenario;

  /// By the name of a part: who plays it.
  private final Map<NodeId, NodeId> players = new HashMap<>();

  /// @param parts the servers whose parts remain, in the order in which `s1`, `s2`, … take them
  ///   over
  Casting(Recording<M> recording, List<NodeId> parts) {
    this.recording = recording;
    this.scenario = recording.scenario().withServers(parts.size());
    Roster<M> old = recording.scenario().roster();
    Roster<M> cast = scenario.roster();
    for (int i = 0; i < parts.size(); i++) {
      players.put(parts.get(i), cast.serverIds().get(i));
    }
    for (int i = 0; i < old.spares(); i++) {
      players.put(old.spareIds().get(i), cast.spareIds().get(i));
    }
    old.clientIds().forEach(it -> players.put(it, it));
  }

  /// Every way in which `count` of the servers can be cast.
  static List<List<NodeId>> choices(List<NodeId> servers, int count) {
    List<List<NodeId>> choices = new ArrayList<>();
    choose(servers, count, List.of(), choices);
    return choices;
  }

  private static void choose(
      List<NodeId> servers, int count, List<NodeId> chosen, List<List<NodeId>> choices) {
    if (chosen.size() == count) {
      choices.add(chosen);
      return;
    }
    for (NodeId server : servers) {
      if (!chosen.contains(server)) {
        List<NodeId> longer = new ArrayList<>(chosen);
        longer.add(server);
        choose(servers, count, longer, choices);
      }
    }
  }

  Recording<M> recast() {
    List<Moment<M>> schedule = new ArrayList<>();
    for (Moment<M> moment : recording.schedule()) {
      recast(moment.action()).ifPresent(it -> schedule.add(moment.with(it)));
    }
    return new Recording<>(scenario, recording.seed(), schedule, recording.outcome());
  }

  private Optional<Action<M>> recast(Action<M> action) {
    return switch (action) {
      case Action.Deliver<M>(var from, var to, var message) ->
          play(from).flatMap(a -> play(to).map(b -> new Action.Deliver<>(a, b, message)));
      case Action.Fire<M>(var node, var timer) ->
          play(node).map(it -> new Action.Fire<>(it, timer));
      case Action.Sync<M>(var node) -> play(node).map(Action.Sync::new);
      case Action.Begin<M>(var fault) -> recast(fault).map(Action.Begin::new);
      case Action.End<M>(var fault) ->
          recast(fault)
              .filter(Fault.Lasting.class::isInstance)
              .map(it -> new Action.End<>((Fault.Lasting) it));
    };
  }

  /// Faults that only keep messages back are left out: a schedule has no need of them.
  private Optional<Fault> recast(Fault fault) {
    return switch (fault) {
      case Fault.Crashed(var node) -> play(node).map(Fault.Crashed::new);
      case Fault.Paused(var node) -> play(node).map(Fault.Paused::new);
      case Fault.Byzantine(var node) -> play(node).map(Fault.Byzantine::new);
      case Fault.DiskLost(var node) -> play(node).map(Fault.DiskLost::new);
      case Fault.BitRot(var node) -> play(node).map(Fault.BitRot::new);
      case Fault.SlowDisk(var node, var extra) ->
          play(node).map(it -> new Fault.SlowDisk(it, extra));
      case Fault.DiskRefuses(var node, var trouble) ->
          play(node).map(it -> new Fault.DiskRefuses(it, trouble));
      case Fault.Drifting(var node, long ppm) -> play(node).map(it -> new Fault.Drifting(it, ppm));
      case Fault.Skewed(var node, long by) -> play(node).map(it -> new Fault.Skewed(it, by));
      case Fault.Impaired(var links, var profile) ->
          Optional.of(new Fault.Impaired(recast(links), profile));
      case Fault.Slow _, Fault.Cut _, Fault.Clogged _ -> Optional.empty();
    };
  }

  private List<Link> recast(List<Link> links) {
    List<Link> cast = new ArrayList<>();
    for (Link link : links) {
      play(link.from())
          .flatMap(from -> play(link.to()).map(to -> new Link(from, to)))
          .ifPresent(cast::add);
    }
    return cast;
  }

  private Optional<NodeId> play(NodeId part) {
    return Optional.ofNullable(players.get(part));
  }
}

package ds.lab.story.shrink;

import ds.core.NodeId;
import ds.lab.fault.Fault;
import ds.lab.simulation.Setting;
import ds.lab.world.Action;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Moments of a schedule that belong together and may be superfluous together.
final class Groups {

  private Groups() {}

  static boolean isLocal(Moment<?> moment) {
    return moment.action() instanceof Action.Deliver<?>(var from, var to, _) && from.equals(to);
  }

  static boolean isFault(Moment<?> moment) {
    return moment.action() instanceof Action.Begin || moment.action() instanceof Action.End;
  }

  /// The nodes of a run, clients first: they are the likeliest to play no part.
  static List<NodeId> nodes(Recording<?> recording) {
    List<NodeId> nodes = new ArrayList<>();
    for (Setting.Place<?> place : recording.scenario().setting().nodes()) {
      nodes.add(place.id());
    }
    Collections.reverse(nodes);
    return nodes;
  }

  /// Whether the moment has to do with `node`, as the only node or as one of two.
  static boolean concerns(Moment<?> moment, NodeId node) {
    return switch (moment.action()) {
      case Action.Deliver<?>(var from, var to, _) -> from.equals(node) || to.equals(node);
      case Action.Fire<?>(var at, _) -> at.equals(node);
      case Action.Sync<?>(var at) -> at.equals(node);
      case Action.Begin<?>(var fault) -> isVictim(node, fault);
      case Action.End<?>(var fault) -> isVictim(node, fault);
    };
  }

  private static boolean isVictim(NodeId node, Fault fault) {
    return fault.victim().filter(node::equals).isPresent();
  }

  /// The kinds of messages that are delivered.
  static <M> Set<String> kinds(List<Moment<M>> schedule) {
    Set<String> kinds = new LinkedHashSet<>();
    for (Moment<M> moment : schedule) {
      if (moment.action() instanceof Action.Deliver<M>(_, _, var message)) {
        kinds.add(InFlight.kind(message));
      }
    }
    return kinds;
  }

  static <M> boolean isOfKind(Moment<M> moment, String kind) {
    return moment.action() instanceof Action.Deliver<M>(_, _, var message)
        && InFlight.kind(message).equals(kind);
  }

  /// The beginnings of all faults.
  static <M> Set<Fault> faults(List<Moment<M>> schedule) {
    Set<Fault> faults = new LinkedHashSet<>();
    for (Moment<M> moment : schedule) {
      if (moment.action() instanceof Action.Begin<M>(var fault)) {
        faults.add(fault);
      }
    }
    return faults;
  }

  static boolean isOf(Moment<?> moment, Fault fault) {
    return switch (moment.action()) {
      case Action.Begin<?>(var begun) -> begun.equals(fault);
      case Action.End<?>(var ended) -> ended.equals(fault);
      default -> false;
    };
  }
}

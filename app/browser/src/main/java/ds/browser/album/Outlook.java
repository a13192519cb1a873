package ds.browser.album;

import ds.core.Timer;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.simulation.Hand;
import ds.lab.takeover.Calls;
import ds.lab.world.Alarm;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;

/// What could happen next at a moment, by itself or by somebody's hand.
///
/// @param nodes all of them, by index
/// @param cuts links that are cut
/// @param callers those that can be told what to call
public record Outlook<M>(
    List<Hand.Flight<M>> flights,
    List<Ring> timers,
    List<Write> writes,
    List<Condition> nodes,
    List<Link> cuts,
    List<Caller> callers) {

  /// A timer that is armed.
  ///
  /// @param from the soonest that it may ring
  /// @param to the latest
  public record Ring(int node, Timer timer, long due, long from, long to) {}

  /// A write that is not durable yet.
  public record Write(int node, long due) {}

  /// How a node is.
  ///
  /// @param unsynced how many of its writes a crash could lose
  public record Condition(String name, boolean up, boolean paused, int unsynced) {}

  /// A client that can be told what to call.
  ///
  /// @param usages how that is written
  /// @param whyNot a sentence that says why it cannot now; empty if it can
  public record Caller(int node, List<String> usages, String whyNot) {}

  static <M> Outlook<M> of(Hand<M> hand) {
    World<M> world = hand.world();
    List<Ring> timers = new ArrayList<>();
    List<Condition> nodes = new ArrayList<>();
    List<Caller> callers = new ArrayList<>();
    for (Host<M> host : world.hosts()) {
      host.armed().forEach(alarm -> timers.add(ring(host, alarm)));
      int unsynced = host.journal(0).unsynced().size();
      nodes.add(new Condition(host.id().name(), host.isUp(), host.isPaused(), unsynced));
      List<String> usages = Calls.usages(host);
      if (!usages.isEmpty()) {
        callers.add(new Caller(host.index(), usages, Calls.whyNone(host)));
      }
    }
    List<Write> writes = new ArrayList<>();
    hand.writes().forEach(it -> writes.add(new Write(it.host().index(), it.due())));
    return new Outlook<>(hand.flights(), timers, writes, nodes, cuts(world), callers);
  }

  private static Ring ring(Host<?> host, Alarm<?> alarm) {
    long from = alarm.armedAt() + host.realDuration(alarm.range().min());
    long to = alarm.armedAt() + host.realDuration(alarm.range().max());
    return new Ring(host.index(), alarm.timer(), alarm.due(), from, to);
  }

  private static List<Link> cuts(World<?> world) {
    List<Link> links = new ArrayList<>();
    for (Fault.Lasting fault : world.active()) {
      if (fault instanceof Fault.Cut(_, var cut)) {
        cut.stream().filter(it -> !links.contains(it)).forEach(links::add);
      }
    }
    return links;
  }
}

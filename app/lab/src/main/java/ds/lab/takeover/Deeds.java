package ds.lab.takeover;

import ds.core.NodeId;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.script.stage.Mistake;
import ds.lab.script.stage.Words;
import ds.lab.simulation.Hand;
import ds.lab.world.Alarm;
import ds.lab.world.Host;
import java.util.ArrayList;
import java.util.List;

/// What a hand can do, in words.
///
/// ```
/// deliver ID | drop ID | duplicate ID | delay ID TIME     messages under way
/// fire NODE TIMER | sync NODE                             timers, writes
/// crash NODE [keep=N] | restart NODE                      nodes; N unsynced writes survive
/// pause NODE | resume NODE
/// call CLIENT OPERATION                                   such as `put k v`, if it can
/// cut A B | cut A to B | isolate A | heal A B | heal      links
/// ```
public final class Deeds<M> {

  private static final int WRITES_MAX = 1_000_000;
  private static final List<String> VERBS =
      List.of(
          "deliver",
          "drop",
          "duplicate",
          "delay",
          "fire",
          "sync",
          "crash",
          "restart",
          "pause",
          "resume",
          "call",
          "cut",
          "isolate",
          "heal");

  private final Hand<M> hand;
  private final List<NodeId> nodes;

  public Deeds(Hand<M> hand) {
    this.hand = hand;
    this.nodes = hand.world().hosts().stream().map(Host::id).toList();
  }

  /// The words that deeds begin with.
  public static List<String> verbs() {
    return VERBS;
  }

  /// Does something now.
  ///
  /// @throws Mistake if that makes no sense here, with what was found and what is expected
  public void perform(String deed) {
    List<String> words = Words.parts(deed, ' ').stream().filter(it -> !it.isEmpty()).toList();
    String verb = words.isEmpty() ? "" : words.getFirst();
    var rest = new Words(deed, words.subList(Math.min(1, words.size()), words.size()), nodes);
    switch (verb) {
      case "deliver" -> underWay(hand.deliver(flight(rest)));
      case "drop" -> underWay(hand.drop(flight(rest)));
      case "duplicate" -> underWay(hand.duplicate(flight(rest)));
      case "delay" -> underWay(hand.delay(flight(rest), rest.duration()));
      case "fire" -> fire(rest);
      case "sync" -> sync(up(rest.node()));
      case "crash" -> crash(rest);
      case "restart" -> restart(rest.node());
      case "pause" -> hand.begin(new Fault.Paused(up(rest.node()).id()));
      case "resume" -> resume(rest.node());
      case "call" -> call(rest);
      case "cut" -> cut(rest);
      case "isolate" -> hand.begin(Fault.isolate(rest.node(), nodes));
      case "heal" -> heal(rest);
      default -> throw Mistake.unknown("deed", verb, VERBS);
    }
    rest.end();
  }

  private static long flight(Words words) {
    return words.number("the number of a message under way", 0, Integer.MAX_VALUE);
  }

  private static void underWay(boolean wasUnderWay) {
    if (!wasUnderWay) {
      throw new Mistake("no message of this number is under way");
    }
  }

  private void fire(Words words) {
    Host<M> host = up(words.node());
    StringBuilder name = new StringBuilder(words.next("a timer"));
    while (words.hasNext()) {
      name.append(' ').append(words.next("a timer"));
    }
    List<String> armed = host.armed().stream().map(it -> it.timer().toString()).toList();
    for (Alarm<M> alarm : host.armed()) {
      if (alarm.timer().toString().contentEquals(name)) {
        hand.fire(alarm);
        return;
      }
    }
    throw Mistake.unknown("timer", name.toString(), armed);
  }

  private void sync(Host<M> host) {
    if (!hand.sync(host)) {
      throw new Mistake(host.id() + " has nothing to write");
    }
  }

  private void crash(Words words) {
    int keep = words.option("keep", 0, 0, WRITES_MAX);
    hand.crash(up(words.node()).id(), keep);
  }

  private void restart(NodeId node) {
    if (hand.world().host(node).isUp()) {
      throw new Mistake(node + " is not down");
    }
    var crashed = new Fault.Crashed(node);
    if (!hand.world().active().contains(crashed)) {
      hand.begin(crashed);
    }
    endAll(crashed);
  }

  private void resume(NodeId node) {
    if (!hand.world().host(node).isPaused()) {
      throw new Mistake(node + " is not paused");
    }
    endAll(new Fault.Paused(node));
  }

  private void call(Words words) {
    Host<M> host = hand.world().host(words.node());
    String why = Calls.whyNone(host);
    if (!why.isEmpty()) {
      throw new Mistake(why);
    }
    List<String> operation = new ArrayList<>(List.of(words.next("an operation")));
    while (words.hasNext()) {
      operation.add(words.next("an operation"));
    }
    operation.forEach(Deeds::checkThatScriptsCanSay);
    hand.tell(host, Calls.chosen(host, operation));
  }

  /// A run with this in it may be kept as a script.
  private static void checkThatScriptsCanSay(String word) {
    if (word.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == ';' || c == '|')) {
      throw new Mistake("found '" + word + "'; expected printable ASCII without ; and |");
    }
  }

  /// Equal faults may hold several times over.
  private void endAll(Fault.Lasting fault) {
    while (hand.world().active().contains(fault)) {
      hand.end(fault);
    }
  }

  private void cut(Words words) {
    NodeId from = words.node();
    boolean oneWay = words.skip("to");
    NodeId to = words.node();
    if (from.equals(to)) {
      throw new Mistake("a node has no link to itself");
    }
    List<NodeId> left = List.of(from);
    List<NodeId> right = List.of(to);
    hand.begin(oneWay ? Fault.oneWay(left, right) : Fault.partition(left, right));
  }

  /// Ends each cut that the link is part of, whoever began it.
  private void heal(Words words) {
    if (!words.hasNext()) {
      cuts().forEach(hand::end);
      return;
    }
    NodeId left = words.node();
    NodeId right = words.node();
    List<Link> links = Link.between(List.of(left), List.of(right));
    List<Fault.Cut> cuts =
        cuts().stream().filter(it -> it.links().stream().anyMatch(links::contains)).toList();
    if (cuts.isEmpty()) {
      throw new Mistake("no link between " + left + " and " + right + " is cut");
    }
    for (Fault.Cut cut : cuts) {
      hand.end(cut);
      List<Link> others = cut.links().stream().filter(it -> !links.contains(it)).toList();
      if (!others.isEmpty()) {
        hand.begin(new Fault.Cut(cut.shape() + ", but " + left + " and " + right, others));
      }
    }
  }

  private List<Fault.Cut> cuts() {
    return hand.world().active().stream()
        .filter(Fault.Cut.class::isInstance)
        .map(Fault.Cut.class::cast)
        .toList();
  }

  private Host<M> up(NodeId node) {
    Host<M> host = hand.world().host(node);
    if (!host.isUp()) {
      throw new Mistake(node + " is down");
    }
    return host;
  }
}

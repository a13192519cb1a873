package ds.browser;

import ds.browser.album.Moment;
import ds.browser.album.Outlook;
import ds.core.Durable;
import ds.core.NodeId;
import ds.lab.fault.Link;
import ds.lab.simulation.Hand;
import ds.lab.story.words.Words;
import ds.lab.takeover.Tape;
import ds.lab.world.Host;
import java.util.List;

/// One moment of a run: the state of every node with what has changed, and what can happen next.
final class MomentView<M> {

  private final Session<M> session;
  private final List<NodeId> nodes;

  MomentView(Session<M> session) {
    this.session = session;
    this.nodes = session.nodes();
  }

  /// @param shown the nodes to tell of
  String state(long step, List<Integer> shown) {
    long moment = Math.max(session.first(), Math.min(step, session.branch().steps()));
    Moment<M> now = session.album().at(moment, shown);
    Moment<M> before = moment > session.first() ? session.album().at(moment - 1, shown) : now;
    return Json.object(json ->
        json.field("step", now.step())
            .time("time", now.time())
            .array(
                "nodes",
                list ->
                    shown.forEach(node ->
                        list.item(it -> node(it, node, now.still(node), before.still(node))))));
  }

  private void node(Json json, int node, Moment.Still now, Moment.Still before) {
    json.field("node", node)
        .field("up", now.up())
        .field("paused", now.paused())
        .field("life", now.life())
        .field("held", now.held())
        .field("changed", !now.fields().equals(before.fields()))
        .array("fields", list -> new FieldView(list).all(now.fields(), before.fields()))
        .array("journal", list -> journal(list, now.journal()));
  }

  private void journal(Json list, Host.Journal journal) {
    for (Durable record : journal.durable()) {
      list.item(it -> it.field("text", session.mirror().text(record)).field("synced", true));
    }
    for (String record : journal.unsynced()) {
      list.item(it -> it.field("text", Words.of(record)).field("synced", false));
    }
  }

  /// What is under way, and what a hand can do about it.
  String pending(long step) {
    Moment<M> now = session.album().at(Math.min(step, session.branch().steps()), List.of());
    Outlook<M> next = now.outlook();
    return Json.object(json ->
        json.field("step", now.step())
            .time("time", now.time())
            .array("messages", list -> next.flights().forEach(it -> flight(list, it, next)))
            .array("timers", list -> next.timers().forEach(it -> timer(list, it)))
            .array("writes", list -> next.writes().forEach(it -> write(list, it)))
            .array("nodes", list -> conditions(list, next))
            .array("links", list -> next.cuts().forEach(link -> cut(list, link)))
            .array("callers", list -> next.callers().forEach(it -> caller(list, it)))
            .array("acts", list -> list.item("heal")));
  }

  private void flight(Json list, Hand.Flight<M> flight, Outlook<M> next) {
    Host<M> from = flight.envelope().from();
    Host<M> to = flight.envelope().to();
    boolean isCut = next.cuts().contains(new Link(from.id(), to.id()));
    String blocked =
        isCut
            ? "its link is cut: it would be lost"
            : next.nodes().get(to.index()).up() ? "" : to.id() + " is down: it would be lost";
    long id = flight.id();
    list.item(json ->
        json.field("id", id)
            .field("from", from.index())
            .field("to", to.index())
            .field("kind", session.legend().kind(flight.envelope().message()))
            .field("text", Words.of(flight.envelope().message()))
            .time("due", flight.due())
            .field("sentStep", sentStep(flight))
            .field("blocked", blocked)
            .array("acts", acts -> flightActs(acts, flight)));
  }

  /// What waits for a hand anyway cannot be delayed.
  private static void flightActs(Json acts, Hand.Flight<?> flight) {
    long id = flight.id();
    acts.item("deliver " + id).item("drop " + id).item("duplicate " + id);
    if (flight.due() != Hand.NEVER) {
      acts.item("delay " + id + " 50ms");
    }
  }

  /// The envelopes of a visit are others than those on the tape, but were sent at the same times.
  private long sentStep(Hand.Flight<M> flight) {
    List<Tape.Shot<M>> shots = session.branch().tape().shots();
    long sentAt = flight.envelope().sentAt();
    int low = 0;
    int high = shots.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (shots.get(middle).time() < sentAt) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    NodeId from = flight.envelope().from().id();
    while (low < shots.size() && !shots.get(low).step().node().equals(from)) {
      low++;
    }
    return low + 1L;
  }

  private void timer(Json list, Outlook.Ring ring) {
    list.item(json ->
        json.field("node", ring.node())
            .field("timer", ring.timer().toString())
            .time("due", ring.due())
            .time("from", ring.from())
            .time("to", ring.to())
            .array(
                "acts", acts -> acts.item("fire " + nodes.get(ring.node()) + " " + ring.timer())));
  }

  private void write(Json list, Outlook.Write write) {
    list.item(json ->
        json.field("node", write.node())
            .time("due", write.due())
            .array("acts", acts -> acts.item("sync " + nodes.get(write.node()))));
  }

  private static void caller(Json list, Outlook.Caller caller) {
    list.item(json ->
        json.field("node", caller.node())
            .field("why", caller.whyNot())
            .array("usages", usages -> caller.usages().forEach(usages::item)));
  }

  private void conditions(Json list, Outlook<M> next) {
    for (int i = 0; i < next.nodes().size(); i++) {
      int node = i;
      Outlook.Condition it = next.nodes().get(i);
      list.item(json ->
          json.field("node", node)
              .field("unsynced", it.unsynced())
              .array(
                  "acts",
                  acts -> {
                    deeds(acts, it);
                    if (!isCutOff(nodes.get(node), next.cuts())) {
                      acts.item("isolate " + it.name());
                    }
                  }));
    }
  }

  private static void deeds(Json acts, Outlook.Condition node) {
    if (!node.up()) {
      acts.item("restart " + node.name());
      return;
    }
    acts.item("crash " + node.name());
    if (node.unsynced() > 0) {
      acts.item("crash " + node.name() + " keep=" + node.unsynced());
    }
    acts.item((node.paused() ? "resume " : "pause ") + node.name());
  }

  /// Whether each of its links is cut, in both directions.
  private boolean isCutOff(NodeId node, List<Link> cuts) {
    long own = cuts.stream().filter(it -> it.from().equals(node) || it.to().equals(node)).count();
    return own == 2L * (nodes.size() - 1);
  }

  private void cut(Json list, Link link) {
    list.item(json ->
        json.field("from", nodes.indexOf(link.from()))
            .field("to", nodes.indexOf(link.to()))
            .array("acts", acts -> acts.item("heal " + link.from() + " " + link.to())));
  }
}

package ds.browser;

import ds.core.Durable;
import ds.core.NodeId;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.simulation.Hand;
import ds.lab.story.words.Words;
import ds.lab.takeover.Tape;
import ds.lab.world.Alarm;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;

/// One moment of a run: the state of every node with what has changed, and what can happen next.
final class MomentView<M> {

  private final Session<M> session;
  private final List<NodeId> nodes;

  MomentView(Session<M> session) {
    this.session = session;
    this.nodes = session.nodes();
  }

  String state(long step) {
    long moment = Math.max(session.first(), Math.min(step, session.branch().steps()));
    Album.Page now = session.album().at(moment);
    Album.Page before = moment > session.first() ? session.album().at(moment - 1) : now;
    return Json.object(json ->
        json.field("step", now.step())
            .time("time", now.time())
            .array(
                "nodes",
                list -> {
                  for (int i = 0; i < nodes.size(); i++) {
                    int node = i;
                    list.item(
                        it -> node(it, node, now.nodes().get(node), before.nodes().get(node)));
                  }
                }));
  }

  private void node(Json json, int node, Album.Still now, Album.Still before) {
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
    List<String> text = new ArrayList<>();
    session.visit().to(Math.min(step, session.branch().steps()), hand -> text.add(pending(hand)));
    return text.getFirst();
  }

  private String pending(Hand<M> hand) {
    World<M> world = hand.world();
    return Json.object(json ->
        json.field("step", world.steps())
            .time("time", world.now())
            .array("messages", list -> hand.flights().forEach(it -> flight(list, it, world)))
            .array("timers", list -> world.hosts().forEach(host -> timers(list, host)))
            .array("writes", list -> hand.writes().forEach(it -> write(list, it)))
            .array("nodes", list -> world.hosts().forEach(host -> deeds(list, host)))
            .array("links", list -> cuts(world).forEach(link -> cut(list, link)))
            .array("acts", list -> list.item("heal")));
  }

  private void flight(Json list, Hand.Flight<M> flight, World<M> world) {
    Host<M> from = flight.envelope().from();
    Host<M> to = flight.envelope().to();
    boolean isCut = cuts(world).contains(new Link(from.id(), to.id()));
    String blocked =
        isCut
            ? "its link is cut: it would be lost"
            : to.isUp() ? "" : to.id() + " is down: it would be lost";
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
            .array(
                "acts",
                acts ->
                    acts.item("deliver " + id)
                        .item("drop " + id)
                        .item("duplicate " + id)
                        .item("delay " + id + " 50ms")));
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

  private static void timers(Json list, Host<?> host) {
    for (Alarm<?> alarm : host.armed()) {
      list.item(json ->
          json.field("node", host.index())
              .field("timer", alarm.timer().toString())
              .time("due", alarm.due())
              .time("from", alarm.armedAt() + host.realDuration(alarm.range().min()))
              .time("to", alarm.armedAt() + host.realDuration(alarm.range().max()))
              .array("acts", acts -> acts.item("fire " + host.id() + " " + alarm.timer())));
    }
  }

  private static void write(Json list, Hand.Write<?> write) {
    list.item(json ->
        json.field("node", write.host().index())
            .time("due", write.due())
            .array("acts", acts -> acts.item("sync " + write.host().id())));
  }

  private static void deeds(Json list, Host<?> host) {
    String id = host.id().name();
    int unsynced = host.journal(0).unsynced().size();
    list.item(json ->
        json.field("node", host.index())
            .field("unsynced", unsynced)
            .array(
                "acts",
                acts -> {
                  if (!host.isUp()) {
                    acts.item("restart " + id);
                    return;
                  }
                  acts.item("crash " + id);
                  if (unsynced > 0) {
                    acts.item("crash " + id + " keep=" + unsynced);
                  }
                  acts.item((host.isPaused() ? "resume " : "pause ") + id).item("isolate " + id);
                }));
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

  private void cut(Json list, Link link) {
    list.item(json ->
        json.field("from", nodes.indexOf(link.from()))
            .field("to", nodes.indexOf(link.to()))
            .array("acts", acts -> acts.item("heal " + link.from() + " " + link.to())));
  }
}

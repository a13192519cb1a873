package ds.browser;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.lab.takeover.Arrow;
import ds.lab.takeover.Tape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// What happens in a stretch of a run, in columns: ten thousand steps are a few long lists.
final class Columns<M> {

  private static final int SYNCED = 6;

  /// A fate is told by its place.
  private static final List<Arrow.Fate> FATES = List.of(Arrow.Fate.values());

  /// What a step did beside sending.
  private record Mark(long step, int node, long time, int kind, int label) {}

  private final Legend legend;
  private final Tape<M> tape;
  private final Map<NodeId, Integer> indices = new HashMap<>();

  Columns(Session<M> session) {
    this.legend = session.legend();
    this.tape = session.branch().tape();
    List<NodeId> nodes = session.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      indices.put(nodes.get(i), i);
    }
  }

  /// The steps from `first` to `last`, with all messages that touch them.
  String view(long first, long last) {
    int from = (int) Math.max(1, first);
    int to = (int) Math.min(tape.shots().size(), last);
    List<Tape.Shot<M>> shots = from > to ? List.of() : tape.shots().subList(from - 1, to);
    List<Arrow<M>> arrows = tape.arrows().stream().filter(it -> touches(it, from, to)).toList();
    List<Mark> marks = marks(from, to);
    return Json.object(json ->
        json.field("from", from)
            .field("to", to)
            .object("steps", it -> steps(it, shots))
            .object("arrows", it -> arrows(it, arrows))
            .object("marks", it -> marks(it, marks))
            .array("kinds", legend.kinds()::write)
            .array("labels", legend.labels()::write));
  }

  private int index(NodeId node) {
    return indices.getOrDefault(node, -1);
  }

  private static boolean touches(Arrow<?> arrow, long from, long to) {
    return arrow.sentStep() <= to && (arrow.endStep() == Arrow.NONE || arrow.endStep() >= from);
  }

  private void steps(Json json, List<Tape.Shot<M>> shots) {
    column(json, "node", shots, it -> index(it.step().node()));
    json.array("time", list -> shots.forEach(it -> list.time(it.time())));
    column(json, "kind", shots, it -> kind(it.step().event()));
    column(json, "label", shots, it -> label(it.step().event()));
    column(json, "arrow", shots, Tape.Shot::arrow);
  }

  private static int kind(Event<?> event) {
    return switch (event) {
      case Event.Started<?> _ -> 0;
      case Event.Received<?> _ -> 1;
      case Event.TimerFired<?> _ -> 2;
    };
  }

  private int label(Event<?> event) {
    return event instanceof Event.TimerFired<?>(var timer) ? legend.label(timer) : -1;
  }

  private void arrows(Json json, List<Arrow<M>> arrows) {
    column(json, "id", arrows, Arrow::id);
    column(json, "from", arrows, it -> it.envelope().from().index());
    column(json, "to", arrows, it -> it.envelope().to().index());
    column(json, "kind", arrows, it -> legend.kind(it.envelope().message()));
    column(json, "sentStep", arrows, Arrow::sentStep);
    json.array("end", list -> arrows.forEach(it -> list.time(it.end())));
    column(json, "endStep", arrows, Arrow::endStep);
    column(json, "fate", arrows, it -> FATES.indexOf(it.fate()));
  }

  private static void marks(Json json, List<Mark> marks) {
    column(json, "step", marks, Mark::step);
    column(json, "node", marks, Mark::node);
    json.array("time", list -> marks.forEach(it -> list.time(it.time())));
    column(json, "kind", marks, Mark::kind);
    column(json, "label", marks, Mark::label);
  }

  private static <T> void column(Json json, String name, List<T> rows, ToLongFunction<T> value) {
    json.array(
        name,
        list -> {
          for (int i = 0; i < rows.size(); i++) {
            list.item(value.applyAsLong(rows.get(i)));
          }
        });
  }

  /// In the order of their steps, as the page looks them up by halves.
  private List<Mark> marks(int from, int to) {
    List<Mark> marks = new ArrayList<>();
    for (int step = from; step <= to; step++) {
      Tape.Shot<M> shot = tape.shots().get(step - 1);
      int node = index(shot.step().node());
      for (Effect<M> effect : shot.step().effects()) {
        int kind = kind(effect);
        if (kind >= 0) {
          marks.add(new Mark(step, node, shot.time(), kind, label(effect)));
        }
      }
    }
    for (Tape.Synced sync : tape.syncs()) {
      if (sync.afterStep() >= from && sync.afterStep() <= to) {
        int node = index(sync.node());
        marks.add(new Mark(sync.afterStep(), node, sync.time(), SYNCED, legend.note("durable")));
      }
    }
    marks.sort(Comparator.comparingLong(Mark::step));
    return marks;
  }

  private static int kind(Effect<?> effect) {
    return switch (effect) {
      case Effect.Send<?> _ -> -1;
      case Effect.Persist<?> _ -> 0;
      case Effect.Checkpoint<?> _ -> 1;
      case Effect.Compact<?> _ -> 2;
      case Effect.Report<?> _ -> 3;
      case Effect.Arm<?> _ -> 4;
      case Effect.Disarm<?> _ -> 5;
    };
  }

  private int label(Effect<M> effect) {
    return switch (effect) {
      case Effect.Persist<M>(var record) -> legend.label(record);
      case Effect.Report<M>(var fact) -> legend.label(fact);
      case Effect.Arm<M>(var timer, _, _) -> legend.label(timer);
      case Effect.Disarm<M>(var timer) -> legend.label(timer);
      case Effect.Checkpoint<M> _ -> legend.note("checkpoint");
      case Effect.Compact<M> _ -> legend.note("compaction");
      case Effect.Send<M> _ -> -1;
    };
  }
}

package ds.workbench.door.cluster;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import ds.core.Event;
import ds.system.kv.member.MemberMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Steps, messages and marks in the columns that the debugger's diagram reads, bounded in number.
/// Steps are numbered from 1, and so are the turns in which they come.
final class Film {

  // What became of a message, and what a mark is, in the debugger's numbers.
  static final int UNDER_WAY = 0;
  static final int ARRIVED = 1;
  static final int LOST = 2;
  static final int LOST_IN_A_CUT = 3;
  static final int RECEIVER_DOWN = 5;

  static final int PERSIST = 0;
  static final int CHECKPOINT = 1;
  static final int COMPACT = 2;
  static final int REPORT = 3;

  private static final int NONE = -1;

  private record Frame(long step, int node, long time, int kind, int label) {}

  /// How many steps behind this one are not in the film.
  private record Gap(long step, long turn, long time, int count) {}

  /// A message: the only thing here that changes once it is there.
  final class Arrow {

    private final long id;
    private final int from;
    private final int to;
    private final int kind;
    private final long sent;
    private final long sentStep;
    private long end = NONE;
    private long endStep = NONE;
    private int fate = UNDER_WAY;
    private long changed = turns;

    private Arrow(int from, int to, int kind, long sent) {
      this.id = arrowsBegun++;
      this.from = from;
      this.to = to;
      this.kind = kind;
      this.sent = sent;
      this.sentStep = steps;
    }

    long sent() {
      return sent;
    }

    void end(int how, long time, long step) {
      fate = how;
      end = time;
      endStep = step;
      changed = turns;
    }
  }

  private final int keptMax;
  private final Words kinds = new Words();
  private final Words labels = new Words();
  private final List<Frame> frames = new ArrayList<>();
  private final List<Long> received = new ArrayList<>();
  private final List<Long> turnOf = new ArrayList<>();
  private List<Arrow> arrows = new ArrayList<>();
  private List<Frame> marks = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private long steps;
  private long turns;
  private long arrowsBegun;

  /// @param keptMax steps, of which twice as many may be kept for a while
  Film(int keptMax) {
    this.keptMax = keptMax;
  }

  /// What comes from now on is of another turn.
  void turn() {
    turns++;
    if (frames.size() > 2 * keptMax) {
      int gone = frames.size() - keptMax;
      frames.subList(0, gone).clear();
      received.subList(0, gone).clear();
      turnOf.subList(0, gone).clear();
      long first = first();
      arrows = new ArrayList<>(arrows.stream().filter(it -> it.sentStep >= first).toList());
      marks = new ArrayList<>(marks.stream().filter(it -> it.step() >= first).toList());
      gaps.removeIf(it -> it.step() < first);
    }
  }

  long turns() {
    return turns;
  }

  long steps() {
    return steps;
  }

  long first() {
    return frames.isEmpty() ? steps + 1 : frames.getFirst().step();
  }

  void step(int node, long time, Event<MemberMessage> event) {
    steps++;
    int kind =
        switch (event) {
          case Event.Started<MemberMessage> _ -> 0;
          case Event.Received<MemberMessage> _ -> 1;
          case Event.TimerFired<MemberMessage> _ -> 2;
        };
    int label =
        event instanceof Event.TimerFired<MemberMessage>(var timer)
            ? labels.number(Words.timer(timer))
            : NONE;
    frames.add(new Frame(steps, node, time, kind, label));
    received.add((long) NONE);
    turnOf.add(turns);
  }

  /// The last step has received this.
  void received(Arrow arrow) {
    if (!received.isEmpty()) {
      received.set(received.size() - 1, arrow.id);
    }
  }

  void mark(int node, long time, int kind, String label) {
    marks.add(new Frame(steps, node, time, kind, labels.number(label)));
  }

  /// So many steps that come next are left out.
  void leaveOut(int count, long time) {
    gaps.add(new Gap(steps, turns, time, count));
  }

  /// A message that the last step has sent.
  Arrow arrow(int from, int to, long time, String kind) {
    Arrow arrow = new Arrow(from, to, kinds.number(kind), time);
    arrows.add(arrow);
    return arrow;
  }

  /// What came or changed after a turn, of what is not older than `first`, which is told as step 1.
  JsonObject since(long turn, long first) {
    int begin = 0;
    while (begin < frames.size() && (turnOf.get(begin) <= turn || step(begin) < first)) {
      begin++;
    }
    List<Frame> news = frames.subList(begin, frames.size());
    List<Long> arrivals = received.subList(begin, received.size());
    long from = steps + 1 - news.size();
    JsonObject told = new JsonObject();
    JsonObject columns = columns(news, first);
    columns.remove("step");
    columns.add("arrow", column(arrivals, Long::doubleValue));
    told.add("steps", columns);
    told.add(
        "arrows",
        arrows(
            arrows.stream().filter(it -> it.changed > turn && it.sentStep >= first).toList(),
            first));
    told.add("marks", columns(marks.stream().filter(it -> it.step() >= from).toList(), first));
    told.add(
        "gaps", gaps(gaps.stream().filter(it -> it.turn() > turn && it.step() >= first).toList()));
    told.add("kinds", kinds.json());
    told.add("labels", labels.json());
    return told;
  }

  private long step(int index) {
    return frames.get(index).step();
  }

  private static JsonObject columns(List<Frame> rows, long first) {
    JsonObject columns = new JsonObject();
    columns.add("step", column(rows, it -> it.step() - first + 1));
    columns.add("node", column(rows, Frame::node));
    columns.add("time", column(rows, it -> Footage.millis(it.time())));
    columns.add("kind", column(rows, Frame::kind));
    columns.add("label", column(rows, Frame::label));
    return columns;
  }

  private static JsonObject gaps(List<Gap> rows) {
    JsonObject columns = new JsonObject();
    columns.add("time", column(rows, it -> Footage.millis(it.time())));
    columns.add("count", column(rows, Gap::count));
    return columns;
  }

  private static JsonObject arrows(List<Arrow> rows, long first) {
    JsonObject columns = new JsonObject();
    columns.add("id", column(rows, it -> it.id));
    columns.add("from", column(rows, it -> it.from));
    columns.add("to", column(rows, it -> it.to));
    columns.add("kind", column(rows, it -> it.kind));
    columns.add("sentStep", column(rows, it -> it.sentStep - first + 1));
    columns.add("end", column(rows, it -> it.end == NONE ? NONE : Footage.millis(it.end)));
    columns.add("endStep", column(rows, it -> it.endStep == NONE ? NONE : it.endStep - first + 1));
    columns.add("fate", column(rows, it -> it.fate));
    return columns;
  }

  private static <T> JsonArray column(List<T> rows, ToDoubleFunction<T> value) {
    JsonArray column = new JsonArray();
    for (T row : rows) {
      double number = value.applyAsDouble(row);
      if (number == Math.rint(number)) {
        column.add((long) number);
      } else {
        column.add(number);
      }
    }
    return column;
  }
}

package ds.lab.picture;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.lab.chance.Times;
import ds.lab.fault.Fault;
import ds.lab.mirror.Mirror;
import ds.lab.scenario.HistoryFact;
import ds.lab.story.Phrases;
import ds.lab.story.words.Words;
import ds.lab.takeover.Arrow;
import ds.lab.takeover.Branch;
import ds.lab.takeover.RunLink;
import ds.lab.takeover.Spell;
import ds.lab.takeover.Tape;
import ds.lab.world.Envelope;
import ds.lab.world.Host;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A stretch of a run as a space-time diagram in SVG: nodes as lines, time from left to right,
/// messages as arrows between the steps that sent and received them.
///
/// The horizontal axis counts steps instead of seconds, as what matters is their order; the times
/// stand below.
public final class Picture<M> {

  private static final int LEFT = 56;
  private static final int RIGHT = 24;
  private static final int TOP = 46;
  private static final int LANE = 58;
  private static final int WIDTH = 920;
  private static final int LETTER = 7;

  /// Of the times and other small words.
  private static final int SMALL_LETTER = 6;

  /// What fits between the middle third and an edge.
  private static final int FAULT_CHARS_MAX = 64;

  /// Kinds of messages that have a colour of their own.
  private static final int COLOURS = 8;

  private final Branch<M> branch;
  private final Tape<M> tape;
  private final int from;
  private final int to;
  private final List<NodeId> cast = new ArrayList<>();

  /// The steps that are drawn: those of the cast.
  private final List<Long> drawn = new ArrayList<>();

  private final List<String> kinds = new ArrayList<>();
  private final Mirror mirror = new Mirror();

  private Picture(Branch<M> branch, int from, int to, Predicate<NodeId> isWanted) {
    this.branch = branch;
    this.tape = branch.tape();
    this.from = from;
    this.to = to;
    for (Host<M> host : branch.run().course().world().hosts()) {
      if (isWanted.test(host.id())
          && shots().stream().anyMatch(it -> it.step().node().equals(host.id()))) {
        cast.add(host.id());
      }
    }
    for (int step = from; step <= to; step++) {
      if (cast.contains(tape.shots().get(step - 1).step().node())) {
        drawn.add((long) step);
      }
    }
  }

  /// The steps of a branch from `from` to `to`, both included; what lies beyond its ends is left
  /// out.
  public static <M> String svg(Branch<M> branch, long from, long to) {
    return svg(branch, from, to, _ -> true);
  }

  /// The same without the clients, where it is the servers that matter.
  public static <M> String ofServers(Branch<M> branch, long from, long to) {
    List<NodeId> clients = branch.scenario().roster().clientIds();
    return svg(branch, from, to, it -> !clients.contains(it));
  }

  private static <M> String svg(Branch<M> branch, long from, long to, Predicate<NodeId> isWanted) {
    int last = (int) Math.max(1, Math.min(to, branch.tape().shots().size()));
    int first = (int) Math.max(1, Math.min(from, last));
    return new Picture<>(branch, first, last, isWanted).draw();
  }

  private List<Tape.Shot<M>> shots() {
    return tape.shots().subList(from - 1, to);
  }

  private Tape.Shot<M> shot(long step) {
    return tape.shots().get((int) step - 1);
  }

  private String draw() {
    var sketch = new Sketch(WIDTH, TOP + cast.size() * LANE + 44, title(), description());
    lanes(sketch);
    List<Spell> spells = tape.spells().stream().filter(this::isSeen).toList();
    spells.forEach(it -> fault(sketch, it));
    begun(sketch, spells);
    tape.arrows().forEach(it -> arrow(sketch, it));
    steps(sketch);
    times(sketch);
    key(sketch);
    return sketch.svg();
  }

  private String title() {
    RunLink link = branch.score().link();
    String run = branch.scenario().name() + (link.hasSeed() ? ", seed " + link.seed() : "");
    return run + ", steps " + from + " to " + to;
  }

  /// What nodes stated and which faults began, in order.
  private String description() {
    List<String> told = new ArrayList<>();
    for (long step : drawn) {
      Tape.Shot<M> shot = shot(step);
      for (Effect<M> effect : shot.step().effects()) {
        if (effect instanceof Effect.Report<M>(var fact) && !(fact instanceof HistoryFact)) {
          told.add(shot.step().node() + " " + Phrases.fact(fact));
        }
      }
    }
    tape.spells().stream()
        .filter(it -> isWithin(it.fromStep()))
        .forEach(it -> told.add(it.fault().begins()));
    return told.isEmpty() ? "Nothing is reported." : String.join("; ", told) + ".";
  }

  private boolean isWithin(long step) {
    return from <= step && step <= to;
  }

  /// Where a step of the cast stands.
  private int x(long step) {
    return across(rank(step) - 0.5);
  }

  /// How many steps are drawn up to one.
  private int rank(long step) {
    int place = Collections.binarySearch(drawn, step);
    return place >= 0 ? place + 1 : -place - 1;
  }

  private int across(double steps) {
    return LEFT + (int) Math.round(steps / drawn.size() * (WIDTH - LEFT - RIGHT));
  }

  private int y(NodeId node) {
    return TOP + cast.indexOf(node) * LANE + LANE / 2;
  }

  private void lanes(Sketch sketch) {
    for (NodeId node : cast) {
      sketch.words("", new Point(LEFT - 14, y(node) + 4), "end", node.name());
      sketch.line("lane", new Point(LEFT, y(node)), new Point(WIDTH - RIGHT, y(node)), "");
    }
  }

  private boolean isSeen(Spell spell) {
    boolean isOver = spell.toStep() != Arrow.NONE && spell.toStep() < from;
    boolean isElsewhere = spell.fault().victim().filter(it -> !cast.contains(it)).isPresent();
    return !isOver && !isElsewhere && spell.fromStep() <= to;
  }

  private void fault(Sketch sketch, Spell spell) {
    int begin = spell.fromStep() < from ? LEFT : between(spell.fromStep());
    boolean ends = spell.toStep() != Arrow.NONE && spell.toStep() < to;
    int end = ends ? between(spell.toStep()) : WIDTH - RIGHT;
    if (isDown(spell.fault()) && cast.contains(victim(spell))) {
      int y = y(victim(spell));
      sketch.line("down", new Point(begin, y), new Point(end, y), spell.fault().begins());
    }
    if (isWithin(spell.fromStep())) {
      int bottom = TOP + cast.size() * LANE;
      String words = spell.fault().begins();
      sketch.line("fault", new Point(begin, TOP - 12), new Point(begin, bottom), words);
    }
  }

  /// Says which faults begin: those of one moment together, as their words share a place.
  private void begun(Sketch sketch, List<Spell> spells) {
    var words = new TreeMap<Long, List<String>>();
    for (Spell spell : spells) {
      if (isWithin(spell.fromStep())) {
        words.computeIfAbsent(spell.fromStep(), _ -> new ArrayList<>()).add(spell.fault().begins());
      }
    }
    words.forEach((step, begun) -> {
      int x = between(step);
      String shown = shortened(String.join("; ", begun), FAULT_CHARS_MAX);
      sketch.words("bad", new Point(x, TOP - 18), anchor(x), shown);
    });
  }

  private static boolean isDown(Fault fault) {
    return fault instanceof Fault.Crashed
        || fault instanceof Fault.Paused
        || fault instanceof Fault.DiskRefuses;
  }

  private static NodeId victim(Spell spell) {
    return spell.fault().victim().orElseThrow();
  }

  /// Between a step and the next one.
  private int between(long step) {
    return across(rank(step));
  }

  private static String anchor(int x) {
    return x < WIDTH / 3 ? "start" : x > 2 * WIDTH / 3 ? "end" : "middle";
  }

  private static String shortened(String words, int max) {
    return words.length() <= max ? words : words.substring(0, max - 1) + "…";
  }

  private void arrow(Sketch sketch, Arrow<M> arrow) {
    Envelope<M> envelope = arrow.envelope();
    boolean isDrawn =
        isWithin(arrow.sentStep()) || (isWithin(arrow.endStep()) && arrow.sentStep() < from);
    boolean isKnown = cast.contains(envelope.from().id()) && cast.contains(envelope.to().id());
    if (!isDrawn || !isKnown || envelope.isLocal()) {
      return;
    }
    String kind = "arrow k" + colour(mirror.kind(envelope.message()));
    String words = Words.of(envelope.message()) + ", which " + arrow.fate().words();
    Point start = start(arrow);
    Point tip = tip(arrow, start);
    if (arrow.fate() == Arrow.Fate.ARRIVED || arrow.fate() == Arrow.Fate.UNDER_WAY) {
      sketch.line(kind, start, tip, words);
    } else {
      sketch.line(kind + " lost", start, tip, words);
      sketch.cross(tip, words);
      return;
    }
    if (isWithin(arrow.endStep())) {
      sketch.head(kind, start, tip);
    }
  }

  private Point start(Arrow<M> arrow) {
    int x = isWithin(arrow.sentStep()) ? x(arrow.sentStep()) : LEFT;
    int y = y(arrow.envelope().from().id());
    int toY = y(arrow.envelope().to().id());
    return isWithin(arrow.sentStep()) ? new Point(x, y) : new Point(x, (y + toY) / 2);
  }

  /// A lost message ends on its way; one that is still under way goes on beyond the edge.
  private Point tip(Arrow<M> arrow, Point start) {
    int y = y(arrow.envelope().to().id());
    if (arrow.fate() == Arrow.Fate.ARRIVED && isWithin(arrow.endStep())) {
      return new Point(x(arrow.endStep()), y);
    }
    if (arrow.fate() == Arrow.Fate.ARRIVED || arrow.fate() == Arrow.Fate.UNDER_WAY) {
      return new Point(WIDTH - RIGHT, start.y() + (y - start.y()) * 2 / 3);
    }
    int step = (across(1) - LEFT) / 2;
    return new Point(
        Math.min(WIDTH - RIGHT, start.x() + 14 + step), start.y() + (y - start.y()) / 2);
  }

  private int colour(String kind) {
    if (!kinds.contains(kind)) {
      kinds.add(kind);
    }
    return kinds.indexOf(kind) % COLOURS;
  }

  private void steps(Sketch sketch) {
    int[] free = new int[cast.size()];
    for (long step : drawn) {
      Tape.Shot<M> shot = shot(step);
      NodeId node = shot.step().node();
      Point at = new Point(x(step), y(node));
      boolean isTimer = shot.step().event() instanceof Event.TimerFired;
      sketch.circle(isTimer ? "timer" : "step", at, isTimer ? 5 : 3, Phrases.event(shot.step()));
      fact(sketch, shot, at, free, cast.indexOf(node));
    }
  }

  /// What a node states stands above its line, if there is room.
  private void fact(Sketch sketch, Tape.Shot<M> shot, Point at, int[] free, int lane) {
    for (Effect<M> effect : shot.step().effects()) {
      if (effect instanceof Effect.Report<M>(var fact) && !(fact instanceof HistoryFact)) {
        String words = shortened(Phrases.fact(fact), 30);
        Point above = new Point(at.x(), at.y() - 9);
        sketch.circle("fact", above, 2, Phrases.fact(fact));
        if (at.x() >= free[lane] && at.x() + words.length() * LETTER < WIDTH) {
          sketch.words("faint", new Point(at.x() + 4, at.y() - 12), "start", words);
          free[lane] = at.x() + words.length() * LETTER;
        }
      }
    }
  }

  private void times(Sketch sketch) {
    int y = TOP + cast.size() * LANE + 14;
    int free = 0;
    for (long step : drawn) {
      int x = x(step);
      String words = Times.text(shot(step).time());
      int half = words.length() * SMALL_LETTER / 2;
      if (x >= free && x >= half && x + half <= WIDTH) {
        sketch.words("faint", new Point(x, y), "middle", words);
        free = x + 100;
      }
    }
  }

  private void key(Sketch sketch) {
    int y = TOP + cast.size() * LANE + 34;
    int x = LEFT;
    for (int i = 0; i < kinds.size() && x < WIDTH - 120; i++) {
      sketch.line("arrow k" + i % COLOURS, new Point(x, y - 4), new Point(x + 18, y - 4), "");
      sketch.words("faint", new Point(x + 23, y), "start", kinds.get(i));
      x += 40 + kinds.get(i).length() * LETTER;
    }
  }
}

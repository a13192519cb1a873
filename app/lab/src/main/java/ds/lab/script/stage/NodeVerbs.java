package ds.lab.script.stage;

import ds.core.NodeId;
import ds.lab.chance.Times;
import ds.lab.fault.Fault;
import ds.lab.fault.Fault.DiskTrouble;
import ds.lab.world.Alarm;
import ds.lab.world.Host;
import java.util.List;

/// What a script can do to nodes, their disks and their clocks.
public final class NodeVerbs {

  private static final int WRITES_MAX = 1_000_000;
  private static final int DRIFT_MAX = 500_000;
  private static final List<String> DISK_STATES =
      List.of("slow", "fast", "broken", "full", "whole", "lost", "rotten");

  private NodeVerbs() {}

  public static <M> List<Verb<M>> all() {
    return List.of(
        new Verb<>("show [NODES]", NodeVerbs::show),
        new Verb<>("timers [NODES]", NodeVerbs::timers),
        new Verb<>("fire NODE [TIMER]", NodeVerbs::fire),
        new Verb<>("crash NODES [keep=WRITES]", NodeVerbs::crash),
        new Verb<>("restart NODES", NodeVerbs::restart),
        new Verb<>("pause NODES", NodeVerbs::pause),
        new Verb<>("resume NODES", NodeVerbs::resume),
        new Verb<>(
            "disk NODE slow | fast | broken | full | whole | lost | rotten", NodeVerbs::disk),
        new Verb<>("sync NODES", NodeVerbs::sync),
        new Verb<>("advance TIME", NodeVerbs::advance),
        new Verb<>("skew NODE +TIME | -TIME", NodeVerbs::skew),
        new Verb<>("drift NODE fast | slow PARTS-PER-MILLION", NodeVerbs::drift));
  }

  private static <M> void show(Stage<M> stage, Words words) {
    stage.show(words.hasNext() ? words.nodes() : stage.nodes());
  }

  private static <M> void timers(Stage<M> stage, Words words) {
    List<NodeId> chosen = words.hasNext() ? words.nodes() : stage.nodes();
    for (NodeId node : chosen) {
      Host<M> host = stage.world().host(node);
      List<String> armed = host.armed().stream().map(alarm -> text(alarm, stage)).toList();
      stage.say(node + ": " + (armed.isEmpty() ? "no timer is armed" : String.join(", ", armed)));
    }
  }

  /// When a timer may run out, counted from now.
  private static <M> String text(Alarm<M> alarm, Stage<M> stage) {
    long passed = stage.world().now() - alarm.armedAt();
    long min = Math.max(0, alarm.host().realDuration(alarm.range().min()) - passed);
    long max = Math.max(0, alarm.host().realDuration(alarm.range().max()) - passed);
    return alarm.timer() + " in " + Times.text(min) + ".." + Times.text(max);
  }

  private static <M> void fire(Stage<M> stage, Words words) {
    Host<M> host = up(stage, words.node());
    List<Alarm<M>> armed = host.armed();
    if (armed.isEmpty()) {
      throw new Mistake(host.id() + " has no timer armed");
    }
    List<String> names = armed.stream().map(alarm -> alarm.timer().toString()).toList();
    String name =
        words.hasNext() || names.size() > 1 ? words.choice("timer", names) : names.getFirst();
    stage.driver().fire(armed.get(names.indexOf(name)));
  }

  private static <M> void crash(Stage<M> stage, Words words) {
    int keep = words.option("keep", 0, 0, WRITES_MAX);
    for (NodeId node : words.nodes()) {
      up(stage, node);
      stage.crash(node, keep);
    }
  }

  private static <M> void restart(Stage<M> stage, Words words) {
    for (NodeId node : words.nodes()) {
      if (stage.world().host(node).isUp()) {
        throw new Mistake(node + " is not down");
      }
      var crashed = new Fault.Crashed(node);
      if (!stage.world().active().contains(crashed)) {
        stage.begin(crashed);
      }
      stage.end(crashed);
    }
  }

  private static <M> void pause(Stage<M> stage, Words words) {
    for (NodeId node : words.nodes()) {
      up(stage, node);
      stage.begin(new Fault.Paused(node));
    }
  }

  private static <M> void resume(Stage<M> stage, Words words) {
    for (NodeId node : words.nodes()) {
      if (!stage.world().active().contains(new Fault.Paused(node))) {
        throw new Mistake(node + " is not paused");
      }
      stage.end(new Fault.Paused(node));
    }
  }

  private static <M> void disk(Stage<M> stage, Words words) {
    NodeId node = words.node();
    switch (words.choice("state of a disk", DISK_STATES)) {
      case "slow" -> stage.driver().slowDown(node);
      case "fast" -> stage.driver().speedUp(node);
      case "broken" -> stage.begin(new Fault.DiskRefuses(node, DiskTrouble.IO_ERROR));
      case "full" -> stage.begin(new Fault.DiskRefuses(node, DiskTrouble.FULL));
      case "lost" -> stage.begin(new Fault.DiskLost(node));
      case "rotten" -> stage.begin(new Fault.BitRot(node));
      default -> mend(stage, node);
    }
  }

  private static <M> void mend(Stage<M> stage, NodeId node) {
    for (DiskTrouble trouble : DiskTrouble.values()) {
      stage.end(new Fault.DiskRefuses(node, trouble));
    }
  }

  private static <M> void sync(Stage<M> stage, Words words) {
    for (NodeId node : words.nodes()) {
      if (!stage.driver().isWriting(node)) {
        throw new Mistake(node + " has nothing to write");
      }
      stage.driver().sync(up(stage, node));
    }
  }

  private static <M> void advance(Stage<M> stage, Words words) {
    stage.driver().advance(words.duration());
  }

  private static <M> void skew(Stage<M> stage, Words words) {
    stage.begin(new Fault.Skewed(words.node(), words.signedDuration()));
  }

  private static <M> void drift(Stage<M> stage, Words words) {
    NodeId node = words.node();
    boolean fast = words.choice("drift", List.of("fast", "slow")).equals("fast");
    int parts = words.number("parts per million", 1, DRIFT_MAX);
    stage.begin(new Fault.Drifting(node, fast ? parts : -parts));
  }

  private static <M> Host<M> up(Stage<M> stage, NodeId node) {
    Host<M> host = stage.world().host(node);
    if (!host.isUp()) {
      throw new Mistake(node + " is down");
    }
    return host;
  }
}

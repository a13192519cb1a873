package ds.lab.world;

import ds.core.Durable;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.chance.Draws;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The machine on which a node runs: its disk and its clock outlive a crash, the rest does not.
public final class Host<M> {

  /// A send that waits for a write.
  ///
  /// @param after the number of writes that must be durable before it leaves
  record Held<M>(long after, Envelope<M> envelope) {}

  /// The records on a disk.
  ///
  /// @param durable the end of what a restart would recover
  /// @param unsynced what is written and not durable yet, in words
  public record Journal(List<Durable> durable, List<String> unsynced) {}

  private final NodeId id;
  private final int index;
  private final Supplier<? extends Node<M>> factory;
  private final Outbox<M> outbox;
  private final Draws draws;
  private final Disk disk = new Disk();
  private final Clock clock = new Clock();
  private final List<Alarm<M>> alarms = new ArrayList<>();
  private final ArrayDeque<Held<M>> held = new ArrayDeque<>();
  private final ArrayDeque<Runnable> postponed = new ArrayDeque<>();
  private Node<M> node;
  private boolean up;
  private boolean paused;
  private boolean byzantine;
  private long incarnation;

  Host(NodeId id, int index, Supplier<? extends Node<M>> factory, Draws draws) {
    this.id = id;
    this.index = index;
    this.factory = factory;
    this.draws = draws;
    this.outbox = new Outbox<>(id, draws);
    this.node = factory.get();
  }

  public NodeId id() {
    return id;
  }

  /// Its place among the hosts of its world, from 0.
  public int index() {
    return index;
  }

  public boolean isUp() {
    return up;
  }

  public boolean isPaused() {
    return paused;
  }

  /// The node that runs here, or ran here before it crashed.
  public Node<M> node() {
    return node;
  }

  /// How often the node has been started; messages and timers of a driver may belong to an older
  /// life.
  public long incarnation() {
    return incarnation;
  }

  /// The timers that are armed.
  public List<Alarm<M>> armed() {
    return alarms.stream().filter(Alarm::isArmed).toList();
  }

  /// How long, in real time, this host's clock takes for `shown` of its own.
  public long realDuration(long shown) {
    return clock.realDuration(shown);
  }

  /// The messages that wait for a write to become durable.
  public int heldBack() {
    return held.size();
  }

  /// What lies on the disk, for whoever looks at it.
  ///
  /// @param last of the durable records only so many, those at the end
  public Journal journal(int last) {
    return new Journal(disk.durable(last), disk.unsynced());
  }

  Outbox<M> outbox() {
    return outbox;
  }

  /// What the node's random numbers come from.
  public Draws draws() {
    return draws;
  }

  Disk disk() {
    return disk;
  }

  Clock clock() {
    return clock;
  }

  ArrayDeque<Held<M>> held() {
    return held;
  }

  ArrayDeque<Runnable> postponed() {
    return postponed;
  }

  boolean isByzantine() {
    return byzantine;
  }

  void setPaused(boolean value) {
    paused = value;
  }

  void setByzantine(boolean value) {
    byzantine = value;
  }

  void boot() {
    node = factory.get();
    up = true;
    incarnation++;
  }

  /// @param survivors how many of the writes under way have reached the disk
  /// @return how many writes were lost
  long stop(long survivors) {
    up = false;
    for (Alarm<M> alarm : alarms) {
      alarm.disarm();
    }
    alarms.clear();
    held.clear();
    postponed.clear();
    return disk.crash(survivors);
  }

  /// The alarm of a timer; a node has few timers, so a list is faster than a map.
  Alarm<M> alarm(Timer timer) {
    for (int i = 0; i < alarms.size(); i++) {
      Alarm<M> alarm = alarms.get(i);
      if (alarm.timer().equals(timer)) {
        return alarm;
      }
    }
    Alarm<M> alarm = new Alarm<>(this, timer);
    alarms.add(alarm);
    return alarm;
  }
}

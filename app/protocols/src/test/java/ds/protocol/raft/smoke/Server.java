package ds.protocol.raft.smoke;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Timer;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftFact;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Answer.Accepted;
import ds.protocol.raft.log.Membership;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A machine of [Cluster], with a Raft, a disk that takes its time, and a clock of its own.
final class Server implements Context<RaftMessage> {

  final NodeId id;
  private final Cluster cluster;
  private final Membership bootstrap;

  Raft raft;
  Register register;
  boolean up;
  boolean paused;
  int life;
  double clockRate = 1;
  long clockOffset;

  /// What is on the disk: all of it survives a crash.
  private List<Durable> pieces = List.of();

  private List<Durable> records = new ArrayList<>();

  /// What the node has asked for and the disk holds up, in order.
  private final Deque<Runnable> outbox = new ArrayDeque<>();

  private final Deque<Runnable> writes = new ArrayDeque<>();
  private boolean writing;
  private final Map<Timer, Long> armed = new HashMap<>();
  private final Deque<Event<RaftMessage>> inbox = new ArrayDeque<>();
  private long timerSequence;

  Server(Cluster cluster, NodeId id, Membership bootstrap) {
    this.cluster = cluster;
    this.id = id;
    this.bootstrap = bootstrap;
    this.raft = newRaft();
  }

  private Raft newRaft() {
    register = new Register(ticket -> cluster.claims.readable(ticket, raft));
    return new Raft(id, bootstrap, cluster.settings, register);
  }

  void start() {
    up = true;
    paused = false;
    cluster.claims.restarted(this);
    raft = newRaft();
    List<Durable> recovered = new ArrayList<>(pieces);
    recovered.addAll(records);
    handle(new Started<>(recovered));
  }

  void crash() {
    if (!up) {
      return;
    }
    up = false;
    life++;
    // The record that was being written may have reached the disk: nobody was told.
    if (!writes.isEmpty() && cluster.random.nextBoolean()) {
      writes.removeFirst().run();
    }
    writes.clear();
    outbox.clear();
    inbox.clear();
    armed.clear();
    writing = false;
  }

  void revive() {
    if (!up) {
      start();
    }
    resume();
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    while (!inbox.isEmpty() && up) {
      handle(inbox.removeFirst());
    }
  }

  boolean isLeader() {
    return up && raft.role() == Raft.Role.LEADER;
  }

  void handle(Event<RaftMessage> event) {
    if (!up) {
      return;
    }
    if (paused) {
      inbox.add(event);
      return;
    }
    raft.on(event, this);
    flush();
    cluster.check(this, event);
  }

  void propose(String value) {
    if (up && !paused && raft.propose(new Register.Write(value), this) instanceof Accepted a) {
      cluster.claims.proposed(value, a);
    }
    flush();
  }

  void read(long ticket) {
    cluster.claims.reading(ticket);
    if (up && !paused) {
      Answer _ = raft.read(ticket, this);
    }
    flush();
  }

  void change(Membership.Change change) {
    if (up && !paused) {
      if (raft.changeMembership(change, this) instanceof Accepted) {
        cluster.claims.membershipChanges++;
      }
    }
    flush();
  }

  void transferTo(NodeId target) {
    if (up && !paused) {
      Answer _ = raft.transferLeadership(target, this);
    }
    flush();
  }

  private void flush() {
    while (!writing && !outbox.isEmpty()) {
      outbox.removeFirst().run();
    }
  }

  /// Holds up whatever follows until the record is durable.
  private void write(Runnable write) {
    outbox.add(() -> {
      writing = true;
      writes.add(write);
      int writingLife = life;
      cluster.at(
          cluster.now + cluster.between(0, cluster.syncMax),
          () -> {
            if (life == writingLife) {
              writes.removeFirst().run();
              writing = false;
              flush();
            }
          });
    });
  }

  @Override
  public NodeId self() {
    return id;
  }

  @Override
  public long now() {
    return clockOffset + (long) (cluster.now * clockRate);
  }

  @Override
  public long random(long bound) {
    return cluster.random.nextLong(bound);
  }

  @Override
  public void send(NodeId to, RaftMessage message) {
    outbox.add(() -> cluster.transmit(id, to, message));
  }

  @Override
  public void arm(Timer timer, long min, long max) {
    long armedAs = timerSequence++;
    armed.put(timer, armedAs);
    long time = cluster.now + (long) (cluster.between(min, max) / clockRate);
    cluster.at(
        time,
        () -> {
          if (Long.valueOf(armedAs).equals(armed.get(timer))) {
            if (!paused) {
              armed.remove(timer);
            }
            onTimer(timer, armedAs);
          }
        });
  }

  private void onTimer(Timer timer, long armedAs) {
    if (paused) {
      // It runs out when the server goes on, if it has not been set anew or forgotten by then.
      cluster.at(
          cluster.now + Context.MILLISECOND,
          () -> {
            if (Long.valueOf(armedAs).equals(armed.get(timer))) {
              if (!paused) {
                armed.remove(timer);
              }
              onTimer(timer, armedAs);
            }
          });
      return;
    }
    handle(new TimerFired<>(timer));
  }

  @Override
  public void disarm(Timer timer) {
    armed.remove(timer);
  }

  @Override
  public void persist(Durable record) {
    write(() -> records.add(record));
  }

  @Override
  public void checkpoint(Iterable<? extends Durable> view, int keep) {
    List<Durable> pulled = new ArrayList<>();
    view.forEach(pulled::add);
    write(() -> {
      pieces = pulled;
      records = new ArrayList<>(records.subList(records.size() - keep, records.size()));
    });
  }

  @Override
  public void compact(Iterable<? extends Durable> view, int keep) {
    checkpoint(view, keep);
  }

  @Override
  public void report(Fact fact) {
    cluster.claims.reported(this, (RaftFact) fact);
  }

  @Override
  public String toString() {
    return "%s %s %s %s %s"
        .formatted(id, raft.role(), raft.term(), Claims.log(raft).last(), raft.membership());
  }
}

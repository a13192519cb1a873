package ds.exercise.replicatedkv.judge;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.judge.Reach;
import ds.exercise.replicatedkv.KvMessage;
import ds.exercise.replicatedkv.KvMessage.AskAnother;
import ds.exercise.replicatedkv.KvMessage.Reply;
import ds.exercise.replicatedkv.KvMessage.Request;
import ds.exercise.replicatedkv.Operation;
import ds.lab.scenario.Caller;
import ds.lab.scenario.HistoryFact;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.List;
import java.util.Optional;

/// Somebody who uses the store, and states what it asked and was answered. It never gives up a
/// call: it asks one server after the other.
public final class Client implements Node<KvMessage>, Caller {

  private static final long PATIENCE_MIN = 400 * MILLISECOND;
  private static final long PATIENCE_MAX = 600 * MILLISECOND;
  private static final long PAUSE_MIN = 20 * MILLISECOND;
  private static final long PAUSE_MAX = 100 * MILLISECOND;

  /// What wakes a client.
  private enum ClientTimer implements Timer {
    NEXT,
    ASK_AGAIN
  }

  private static final List<Usage> USAGES =
      List.of(
          Usage.of("put KEY VALUE", words -> new Operation.Put(words.get(0), words.get(1))),
          Usage.of("get KEY", words -> new Operation.Get(words.getFirst())),
          Usage.of("append KEY VALUE", words -> new Operation.Append(words.get(0), words.get(1))));

  private final List<NodeId> servers;
  private final Habit habit;
  private NodeId server;
  private long started;
  private long number;
  private Optional<Operation> open = Optional.empty();

  /// How many hints were followed since the client paused.
  private int hints;

  private Optional<NodeId> answeredBy = Optional.empty();

  public Client(List<NodeId> servers, Habit habit) {
    this.servers = List.copyOf(servers);
    this.habit = habit;
    this.server = servers.getFirst();
  }

  /// Whether a client, through whatever servers it reaches, comes to a majority of them.
  static boolean comesToMajority(World<KvMessage> world, NodeId client) {
    List<NodeId> servers =
        world.hosts().stream().filter(it -> !(it.node() instanceof Client)).map(Host::id).toList();
    return Reach.comesToMajority(world, client, servers);
  }

  /// Who answered last.
  Optional<NodeId> answeredBy() {
    return answeredBy;
  }

  /// Whether it waits for an answer.
  boolean isWaiting() {
    return open.isPresent();
  }

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Started<KvMessage> _ -> {
        started = context.now();
        context.arm(ClientTimer.NEXT, habit.from() * MILLISECOND, habit.from() * MILLISECOND);
      }
      case TimerFired<KvMessage>(ChosenCall(Operation chosen)) -> {
        context.disarm(ClientTimer.NEXT);
        call(chosen, context);
      }
      case TimerFired<KvMessage>(var timer) when timer == ClientTimer.NEXT -> call(context);
      case TimerFired<KvMessage> _ -> askAgain(context);
      case Received<KvMessage>(var from, Reply reply) -> onAnswer(from, reply, context);
      case Received<KvMessage>(var from, AskAnother refusal) -> onNotLeader(from, refusal, context);
      case Received<KvMessage> _ -> {} // a client answers nobody
    }
  }

  private void call(Context<KvMessage> context) {
    if (context.now() - started >= habit.until() * MILLISECOND) {
      return;
    }
    habit.calls().next(number + 1, context).ifPresent(next -> call(next, context));
  }

  private void call(Operation operation, Context<KvMessage> context) {
    open = Optional.of(operation);
    number++;
    context.report(new HistoryFact.Invoked(operation));
    ask(context);
  }

  @Override
  public List<Usage> usages() {
    return USAGES;
  }

  @Override
  public boolean isFree() {
    return open.isEmpty();
  }

  private void ask(Context<KvMessage> context) {
    context.send(server, new Request(number, open.orElseThrow()));
    context.arm(ClientTimer.ASK_AGAIN, PATIENCE_MIN, PATIENCE_MAX);
  }

  private void askAgain(Context<KvMessage> context) {
    hints = 0;
    int next = servers.indexOf(server) + 1;
    server = servers.get(next < servers.size() ? next : 0);
    ask(context);
  }

  private void onAnswer(NodeId from, Reply reply, Context<KvMessage> context) {
    if (open.isEmpty() || reply.number() != number) {
      return;
    }
    open = Optional.empty();
    answeredBy = Optional.of(from);
    server = from;
    hints = 0;
    context.report(new HistoryFact.Returned(reply.result()));
    context.disarm(ClientTimer.ASK_AGAIN);
    context.arm(ClientTimer.NEXT, habit.think().min(), habit.think().max());
  }

  /// Follows the hint at once, but not in circles: two servers that take each other for the leader
  /// would keep us running.
  private void onNotLeader(NodeId from, AskAnother refusal, Context<KvMessage> context) {
    if (open.isEmpty() || refusal.number() != number || !from.equals(server)) {
      return;
    }
    Optional<NodeId> leader = refusal.leader().filter(it -> isNews(it));
    if (leader.isPresent()) {
      server = leader.get();
      hints++;
      ask(context);
    } else {
      context.arm(ClientTimer.ASK_AGAIN, PAUSE_MIN, PAUSE_MAX);
    }
  }

  private boolean isNews(NodeId leader) {
    return servers.contains(leader) && !leader.equals(server) && hints < servers.size();
  }
}

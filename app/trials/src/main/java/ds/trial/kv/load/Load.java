package ds.trial.kv.load;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.grpc.Channel;
import io.grpc.Status;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// Keeps servers busy as a [LoadPlan] says, until it is closed.
///
/// What it sees is taken in spans: each [#take] gives what was answered since the one before. All
/// that changes belongs to the one thread of the connections.
@SuppressWarnings("FutureReturnValueIgnored") // tasks that end with the thread
public final class Load implements AutoCloseable {

  /// Until a request that failed is sent again: who refuses must not be stormed.
  private static final long PAUSE = 10_000_000L;

  private static final long EXPIRY_LOOK = 20_000_000L;
  private static final long OPEN_LOOP_TICK = 500_000L;
  private static final double SECOND = 1e9;

  /// A server that has ended does not come back by itself.
  private static final long STANDSTILL_MAX = 60_000_000_000L;

  private final LoadPlan plan;
  private final Connections connections;
  private final EventLoop thread;
  private final Iterator<Request> requests;
  private final List<Caller> callers = new ArrayList<>();
  private final Deque<Caller> idle = new ArrayDeque<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final long begun = System.nanoTime();
  private long scheduled;
  private long lastSuccess = begun;
  private Tally tally = new Tally();

  private Load(LoadPlan plan, Connections connections, Iterator<Request> requests) {
    this.plan = plan;
    this.connections = connections;
    this.thread = connections.thread();
    this.requests = requests;
    for (int i = 0; i < plan.inFlight(); i++) {
      callers.add(new Caller(this, i));
    }
  }

  /// Begins to send, without end.
  public static Load begin(List<InetSocketAddress> servers, LoadPlan plan)
      throws InterruptedException {
    return begin(servers, plan, plan.content().random(plan.mix()));
  }

  /// Writes every key once, and returns when that is done.
  public static void fill(List<InetSocketAddress> servers, LoadPlan plan)
      throws InterruptedException {
    fill(servers, plan, _ -> {});
  }

  /// The same for somebody who wants to hear every second how many are written.
  ///
  /// @throws IllegalStateException if none is written for a minute
  public static void fill(List<InetSocketAddress> servers, LoadPlan plan, LongConsumer heard)
      throws InterruptedException {
    try (Load load = begin(servers, plan, plan.content().eachOnce())) {
      long written = 0;
      long lastGain = System.nanoTime();
      boolean isDone;
      do {
        isDone = load.end.await(1, TimeUnit.SECONDS);
        long gain = load.take().latencies().count();
        written += gain;
        lastGain = gain > 0 ? System.nanoTime() : lastGain;
        if (!isDone && System.nanoTime() - lastGain > STANDSTILL_MAX) {
          throw new IllegalStateException(
              String.format(
                  Locale.ROOT, "no key was written for a minute, after %,d of them", written));
        }
        heard.accept(written);
      } while (!isDone);
    }
  }

  private static Load begin(
      List<InetSocketAddress> servers, LoadPlan plan, Iterator<Request> requests)
      throws InterruptedException {
    var connections = new Connections(servers, plan.connections());
    connections.open();
    var load = new Load(plan, connections, requests);
    load.thread.execute(load::start);
    return load;
  }

  private void start() {
    thread.scheduleAtFixedRate(this::giveUpOld, EXPIRY_LOOK, EXPIRY_LOOK, NANOSECONDS);
    idle.addAll(callers);
    sendDue();
    if (plan.rate().isPresent()) {
      thread.scheduleAtFixedRate(this::sendDue, OPEN_LOOP_TICK, OPEN_LOOP_TICK, NANOSECONDS);
    }
  }

  private void giveUpOld() {
    long now = System.nanoTime();
    callers.forEach(caller -> caller.giveUp(now, plan.patience()));
  }

  /// Lets callers that have nothing to do send what is due.
  private void sendDue() {
    while (!idle.isEmpty() && requests.hasNext()) {
      long due = due();
      if (System.nanoTime() - due < 0) {
        return;
      }
      scheduled++;
      idle.pop().send(requests.next(), due);
    }
    if (idle.size() == callers.size() && !requests.hasNext()) {
      end.countDown();
    }
  }

  private long due() {
    return plan.rate().isPresent()
        ? begun + (long) (scheduled / plan.rate().getAsDouble() * SECOND)
        : System.nanoTime();
  }

  void succeeded(Caller caller) {
    long now = System.nanoTime();
    tally.succeeded(now - caller.due(), now - lastSuccess);
    lastSuccess = now;
    if (caller.foundNothing(plan.content().valueBytes())) {
      tally.missed();
    }
    idle.push(caller);
    sendDue();
  }

  void failed(Caller caller, Status status) {
    tally.failed(status.getCode().name());
    if (!thread.isShuttingDown()) {
      thread.schedule(caller::sendAgain, PAUSE, NANOSECONDS);
    }
  }

  Channel channel(int i) {
    return connections.get(i);
  }

  void onThread(Runnable task) {
    if (thread.inEventLoop()) {
      task.run();
    } else if (!thread.isShuttingDown()) {
      thread.execute(task);
    }
  }

  /// What came of the requests since it was last asked.
  public Tally take() {
    return CompletableFuture.supplyAsync(this::swapTally, thread).join();
  }

  private Tally swapTally() {
    Tally taken = tally;
    tally = new Tally();
    return taken;
  }

  @Override
  public void close() {
    connections.close();
  }
}

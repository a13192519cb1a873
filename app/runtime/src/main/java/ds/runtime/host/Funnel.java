package ds.runtime.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Gathers what many threads ask of a node: what has come together while the node was busy becomes
/// one message, so that it is written and replicated as one.
///
/// @param <R> a request
public final class Funnel<R> {

  /// Requests of one message: enough to share a sync among, few enough for one step.
  private static final int GATHERED_MAX = 256;

  private final Queue<R> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final int waitingMax;
  private final BooleanSupplier isBehind;
  private final Loop loop;
  private final Consumer<List<R>> target;

  /// @param waitingMax requests that may wait; beyond it they are refused, for whoever is so far
  ///   behind would answer them when nobody waits any more
  /// @param isBehind whether the disk is, with the same consequence
  Funnel(int waitingMax, BooleanSupplier isBehind, Loop loop, Consumer<List<R>> target) {
    this.waitingMax = waitingMax;
    this.isBehind = isBehind;
    this.loop = loop;
    this.target = target;
  }

  /// Hands over a request, without waiting.
  ///
  /// @return whether it was taken; if not, too much waits
  public boolean offer(R request) {
    int before = count.get();
    if (before >= waitingMax || isBehind.getAsBoolean()) {
      return false;
    }
    waiting.add(request);
    if (count.getAndIncrement() == 0) {
      loop.post(this::drain);
    }
    return true;
  }

  private void drain() {
    int available = Math.min(count.get(), GATHERED_MAX);
    List<R> gathered = new ArrayList<>(available);
    while (gathered.size() < available) {
      gathered.add(waiting.remove()); // there before it was counted
    }
    target.accept(gathered);
    if (count.addAndGet(-gathered.size()) > 0) {
      loop.post(this::drain);
    }
  }
}

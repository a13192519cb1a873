package ds.system.kv.front.rpc;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the member's answers wait for the network's threads.
///
/// A member answers many calls in one step. Were the answers written by the member's thread, it
/// would do the network's work, fill buffers that other threads empty, and wake one of them for
/// each connection. So it hands an answer over to the thread that its call came from, which is
/// woken once for as many as have come together.
public final class Outlets {

  private static final Logger LOG = LoggerFactory.getLogger(Outlets.class);

  private final List<Outlet> outlets = new ArrayList<>();

  /// @param threads of the network
  public Outlets(EventLoopGroup threads) {
    threads.forEach(thread -> outlets.add(new Outlet(thread)));
  }

  /// The outlet of the present thread.
  Outlet here() {
    for (Outlet outlet : outlets) {
      if (outlet.thread.inEventLoop()) {
        return outlet;
      }
    }
    throw new IllegalStateException("calls come in on threads of the network");
  }

  /// What one thread is to do, and which of its calls are still being asked.
  static final class Outlet {

    private final EventExecutor thread;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isCalled = new AtomicBoolean();
    private final Questions questions = new Questions();

    @SuppressWarnings("FutureReturnValueIgnored") // it goes on for as long as the thread
    private Outlet(EventExecutor thread) {
      this.thread = thread;
      thread.scheduleWithFixedDelay(
          () -> carryOut(questions::look),
          Questions.LOOK_SECONDS,
          Questions.LOOK_SECONDS,
          TimeUnit.SECONDS);
    }

    Questions questions() {
      return questions;
    }

    /// Has something done on the thread: at once if that is this one, soon if not, and never if the
    /// network is being closed.
    void hand(Runnable work) {
      if (thread.inEventLoop()) {
        carryOut(work);
        return;
      }
      waiting.add(work);
      if (isCalled.compareAndSet(false, true)) {
        try {
          thread.execute(this::doAll);
        } catch (RejectedExecutionException _) {
          waiting.clear();
        }
      }
    }

    private void doAll() {
      isCalled.set(false);
      for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
        carryOut(work);
      }
    }

    /// What goes wrong with one answer is not the affair of those that wait behind it.
    private static void carryOut(Runnable work) {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.error("an answer could not be given", e);
      }
    }
  }
}

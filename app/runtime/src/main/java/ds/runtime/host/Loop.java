package ds.runtime.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread on which some nodes live: it hands them one event after another, and never waits for a
/// disk or a socket.
///
/// Work is taken in batches. What the nodes of a batch have written and sent is handed on when the
/// batch is over, so under load one sync and one system call serve many steps, and without load
/// nobody waits for company.
///
/// The thread may be one that does something else besides, such as moving the bytes of those
/// messages: then nothing is handed from thread to thread, and to wake a thread costs more than
/// most steps.
@SuppressWarnings("FutureReturnValueIgnored") // what a turn throws was dealt with
final class Loop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  /// Tasks of one batch: at a microsecond each, a batch is over before anybody notices.
  private static final int BATCH_MAX = 512;

  private final ScheduledExecutorService thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isAwake = new AtomicBoolean();
  private volatile Optional<Thread> runs = Optional.empty();
  private volatile boolean isClosed;

  // Used on the thread only.
  private final Deadlines deadlines = new Deadlines();
  private final List<Resident<?>> touched = new ArrayList<>();
  private boolean hasAlarm;
  private long alarm;

  /// @param thread that does one thing at a time
  Loop(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  /// Has a task carried out on this loop's thread, after those that were posted before.
  void post(Runnable task) {
    tasks.add(task);
    wake();
  }

  private void wake() {
    if (!isAwake.get() && isAwake.compareAndSet(false, true)) {
      try {
        thread.execute(this::turn);
      } catch (RejectedExecutionException _) { // the thread has ended, and all its nodes with it
        isClosed = true;
      }
    }
  }

  // What follows is called on the loop's thread.

  Deadlines deadlines() {
    return deadlines;
  }

  /// Has the resident flushed when the batch is over.
  void touch(Resident<?> resident) {
    touched.add(resident);
  }

  private void turn() {
    if (isClosed) {
      return;
    }
    if (runs.isEmpty()) {
      runs = Optional.of(Thread.currentThread());
    }
    isAwake.set(false); // a task that comes from now on wakes us anew
    runTasks();
    carryOut(() -> deadlines.fire(System.nanoTime()));
    for (int i = 0; i < touched.size(); i++) {
      carryOut(touched.get(i)::flush);
    }
    touched.clear();
    if (tasks.isEmpty()) {
      setAlarm();
    } else {
      wake();
    }
  }

  private void runTasks() {
    int count = 0;
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      carryOut(task);
      count++;
      if (count == BATCH_MAX) {
        break;
      }
    }
  }

  /// Whatever goes wrong with one thing, the others are done: nodes that know nothing of each other
  /// share this thread. What a node throws at an event does not come here: it ends the node.
  private static void carryOut(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("a task of a loop has failed", e);
    }
  }

  /// Deadlines are put off all the time, so an alarm that comes too early is let ring.
  private void setAlarm() {
    long now = System.nanoTime();
    long nanos = deadlines.untilNext(now);
    if (!hasAlarm || now + nanos - alarm < 0) {
      long time = now + nanos;
      hasAlarm = true;
      alarm = time;
      try {
        thread.schedule(() -> ring(time), nanos, TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException _) {
        isClosed = true;
      }
    }
  }

  private void ring(long time) {
    if (time == alarm) {
      hasAlarm = false;
    }
    turn();
  }

  /// Ends after the batch that it is at. What is left undone is lost, as in a crash.
  @Override
  public void close() {
    isClosed = true;
    if (!runs.equals(Optional.of(Thread.currentThread()))) {
      var isOver = new CountDownLatch(1);
      try {
        thread.execute(isOver::countDown);
        awaitEnd(isOver);
      } catch (RejectedExecutionException _) {
        // it has ended before
      }
    }
  }

  private static void awaitEnd(CountDownLatch isOver) {
    try {
      isOver.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

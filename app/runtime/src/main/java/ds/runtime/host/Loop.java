package ds.runtime.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// A thread on which some nodes live: it hands them one event after another, and never waits for a
/// disk or a socket.
///
/// Work is taken in batches. What the nodes of a batch have written and sent is handed on when the
/// batch is over, so under load one sync and one system call serve many steps, and without load
/// nobody waits for company.
final class Loop implements AutoCloseable {

  /// Tasks of one batch: at a microsecond each, a batch is over before anybody notices.
  private static final int BATCH_MAX = 512;

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Deadlines deadlines = new Deadlines();
  private final List<Resident<?>> touched = new ArrayList<>();
  private final Thread thread;
  private volatile boolean isParked;
  private volatile boolean isClosed;

  Loop(String name) {
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Has a task carried out on this loop's thread, after those that were posted before.
  void post(Runnable task) {
    tasks.add(task);
    if (isParked) {
      LockSupport.unpark(thread);
    }
  }

  boolean isCurrent() {
    return Thread.currentThread().equals(thread);
  }

  // What follows is called on the loop's thread.

  Deadlines deadlines() {
    return deadlines;
  }

  /// Has the resident flushed when the batch is over.
  void touch(Resident<?> resident) {
    touched.add(resident);
  }

  private void run() {
    while (!isClosed) {
      int count = runTasks() + deadlines.fire(System.nanoTime());
      for (int i = 0; i < touched.size(); i++) {
        touched.get(i).flush();
      }
      touched.clear();
      if (count == 0) {
        park();
      }
    }
  }

  private int runTasks() {
    int count = 0;
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
      count++;
      if (count == BATCH_MAX) {
        break;
      }
    }
    return count;
  }

  private void park() {
    isParked = true;
    if (tasks.isEmpty() && !isClosed) { // a task that came before the mark would not wake us
      LockSupport.parkNanos(this, deadlines.untilNext(System.nanoTime()));
    }
    isParked = false;
  }

  /// Ends the thread after the batch that it is at. What is left undone is lost, as in a crash.
  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(thread);
    if (!isCurrent()) {
      join();
    }
  }

  private void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // there is little left to wait for
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package ds.system.kv.front.watch;

import ds.system.kv.call.Answer;
import ds.system.kv.call.Request.AskRevisions;
import ds.system.kv.front.MemberGate;
import ds.system.kv.store.Revision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the changes of the store to those who watch them. It has a thread of its own, on which
/// everything here happens unless it says otherwise, so that putting changes into messages costs
/// the member nothing.
///
/// A watcher that keeps up has been told of all that it wants below `live`, the next revision that
/// the hub expects. It falls behind when it has no room; all do when the hub has missed a revision,
/// be it that nobody watched, that too many came, or that a snapshot was installed. One that lags
/// reads what it missed from the store, and keeps up again when its next revision is not below
/// `live`. So no change is lost between reading and following, and none is told twice.
@SuppressWarnings("FutureReturnValueIgnored") // nothing here is waited for
public final class WatchHub implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WatchHub.class);

  /// Revisions that may wait to be told before all watchers are left to read them: some tenths of a
  /// second of the hub's work.
  private static final int WAITING_MAX = 65_536;

  /// Revisions that are read at once: few enough not to hold up the member.
  private static final int READ_MAX = 1_000;

  private static final long RETRY_MILLISECONDS = 50;

  private static final long GAP_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final MemberGate member;
  private final ScheduledThreadPoolExecutor thread;

  private final WatchIndex keepingUp = new WatchIndex();
  private final Set<Watcher> lagging = new LinkedHashSet<>();
  private long live;
  private boolean reading;

  // Shared with the member's thread.
  private volatile boolean watched;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean missed = new AtomicBoolean();

  public WatchHub(MemberGate member) {
    this.member = member;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("watch-" + member.memberId()).daemon().factory());
    thread.setRemoveOnCancelPolicy(true);
    member.follow(this::changed);
    every(GAP_CHECK_NANOS, this::checkGap);
  }

  /// Has something done on the hub's thread, called from any. What goes wrong there is told to the
  /// log, and to nobody else.
  public void execute(Runnable action) {
    try {
      thread.execute(() -> carryOut(action));
    } catch (RejectedExecutionException e) {
      // closed: nobody watches any more
    }
  }

  /// The same for whoever has a client waiting.
  ///
  /// @param failed done there if it goes wrong, rather than leave the client waiting
  public void execute(Runnable action, Runnable failed) {
    execute(() -> {
      try {
        action.run();
      } catch (RuntimeException e) {
        failed.run();
        throw e;
      }
    });
  }

  /// Has something done on the hub's thread again and again, called from any.
  public void every(long nanos, Runnable action) {
    thread.scheduleWithFixedDelay(() -> carryOut(action), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /// Has something done on the hub's thread after a while, called from any.
  public void later(long seconds, Runnable action) {
    try {
      thread.schedule(() -> carryOut(action), seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      // closed: nobody waits any more
    }
  }

  /// An action that fails is not the affair of those that come after it, or of its own next time.
  private static void carryOut(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("something about watches has failed", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /// The first revision that somebody who begins now has to be told of.
  public long beginning() {
    if (!watched) {
      watched = true; // before the revision is read, so that what comes after it is told
      live = Math.max(live, member.revision() + 1);
    }
    return member.revision() + 1;
  }

  /// Whether a watch that names this revision begins now. 0 always does. Before all revisions there
  /// is nothing to be told of; etcd's clients learn that it has been compacted. Only -1 is what
  /// etcd calls the place up to which nothing has been.
  boolean isNow(long revision) {
    return revision == 0 || (revision == -1 && member.compacted() < 0);
  }

  /// Begins to tell a watcher.
  public void add(Watcher watcher) {
    beginning();
    lagging.add(watcher);
    settle(watcher);
    read();
  }

  public void remove(Watcher watcher) {
    watcher.end();
    keepingUp.remove(watcher);
    lagging.remove(watcher);
    watched = keepingUp.size() + lagging.size() > 0;
  }

  /// A watcher may have room again.
  void resume() {
    read();
  }

  /// The revision up to which a watcher has been told all; -1 if it lags.
  long progress(Watcher watcher) {
    return watcher.lags() ? -1 : Math.min(member.revision(), Math.max(watcher.next(), live) - 1);
  }

  /// Lets a watcher keep up if it has read all that there was.
  private void settle(Watcher watcher) {
    if (watcher.next() >= live) {
      lagging.remove(watcher);
      watcher.lags(false);
      keepingUp.add(watcher);
      watcher.attempt(watcher::caughtUp);
    }
  }

  /// Of those that are told together one may have left while another was told.
  private void fallBehind(Watcher watcher, long next) {
    if (!watcher.isOver()) {
      watcher.advance(next);
      watcher.lags(true);
      keepingUp.remove(watcher);
      lagging.add(watcher);
    }
  }

  /// On the member's thread.
  private void changed(List<Revision> revisions) {
    if (!watched) {
      return;
    }
    if (waiting.get() > WAITING_MAX) {
      if (missed.compareAndSet(false, true)) {
        execute(this::onMissed);
      }
      return;
    }
    waiting.addAndGet(revisions.size());
    execute(() -> onChanged(revisions));
  }

  private void onChanged(List<Revision> revisions) {
    waiting.addAndGet(-revisions.size());
    long first = revisions.getFirst().number();
    if (first > live) {
      leaveTo(first);
    }
    for (Watcher full : new Batch(revisions).tell(keepingUp::forEach)) {
      fallBehind(full, live);
    }
    live = Math.max(live, revisions.getLast().number() + 1);
    read();
  }

  /// After a snapshot was installed, nothing is told until the next change.
  private void checkGap() {
    if (watched && waiting.get() == 0 && member.revision() >= live) {
      onMissed();
    }
  }

  private void onMissed() {
    missed.set(false); // before the revision is read: what is missed from now on is told anew
    leaveTo(member.revision() + 1);
    read();
  }

  /// Goes on with a later revision; who has not been told of all before it has to read.
  private void leaveTo(long first) {
    for (Watcher watcher : keepingUp.all()) {
      if (watcher.next() < first) {
        fallBehind(watcher, live);
      }
    }
    live = Math.max(live, first);
  }

  /// Reads for the watcher that is furthest behind, and for those it meets on its way.
  private void read() {
    long from = Long.MAX_VALUE;
    for (Watcher watcher : lagging) {
      if (watcher.isReady()) {
        from = Math.min(from, watcher.next());
      }
    }
    if (reading || from == Long.MAX_VALUE) {
      return;
    }
    reading = true;
    long first = from;
    member.ask(new AskRevisions(first, READ_MAX), answer -> execute(() -> onRead(first, answer)));
  }

  private void onRead(long first, Answer answer) {
    reading = false;
    try {
      take(first, answer);
    } catch (RuntimeException e) {
      readLater();
      throw e;
    }
  }

  private void readLater() {
    thread.schedule(() -> carryOut(this::read), RETRY_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private void take(long first, Answer answer) {
    if (answer instanceof Answer.Revisions(var revisions, var next, var compacted)) {
      List<Watcher> readers = new ArrayList<>();
      for (Watcher watcher : List.copyOf(lagging)) {
        if (watcher.next() < compacted) {
          remove(watcher);
          watcher.attempt(() -> watcher.compacted(compacted));
        } else if (watcher.next() >= first && watcher.isReady()) {
          readers.add(watcher);
        }
      }
      tell(readers, revisions, next);
      read();
    } else {
      readLater();
    }
  }

  private void tell(List<Watcher> readers, List<Revision> revisions, long next) {
    Set<Watcher> full =
        new Batch(revisions)
            .tell((key, action) -> {
              for (Watcher watcher : readers) {
                if (watcher.wish().keys().contains(key)) {
                  action.accept(watcher);
                }
              }
            });
    for (Watcher watcher : readers) {
      if (!full.contains(watcher)) {
        watcher.advance(next);
        if (!watcher.isOver()) {
          settle(watcher);
        }
      }
    }
  }
}

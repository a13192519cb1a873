package ds.system.kv.front.watch;

import ds.system.kv.api.mvccpb.Event;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KeyValue;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Somebody who is told of the changes of some keys. All of it happens on the hub's thread.
public abstract class Watcher {

  /// Which changes are told, and how much of them.
  public record Wish(KeyRange keys, boolean puts, boolean deletions, boolean previous) {

    /// Everything about some keys but what they were before.
    public static Wish of(KeyRange keys) {
      return new Wish(keys, true, true, false);
    }

    boolean admits(KeyValue version) {
      return version.isDeletion() ? deletions : puts;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

  private final Wish wish;

  /// The first revision that it has not been told of.
  private long next;

  private boolean lags = true;
  private boolean over;

  /// @param next the first revision to be told of
  protected Watcher(Wish wish, long next) {
    this.wish = wish;
    this.next = next;
  }

  /// Whether there is room for another message.
  protected abstract boolean isReady();

  /// Tells of changes.
  ///
  /// @param events not empty, in order, all of each revision
  /// @param upTo all there is to tell up to this revision has been told then
  protected abstract void tell(List<Event> events, long upTo);

  /// The watch is over: what it wants to know is gone.
  ///
  /// @param compacted the oldest revision that is left
  protected abstract void compacted(long compacted);

  /// Something went wrong that should not while it was told; it is told nothing more, and the
  /// others are told as before.
  protected void broken(RuntimeException reason) {
    LOG.error("a watcher could not be told of changes", reason);
  }

  /// Has something done that is the affair of this watcher alone.
  final void attempt(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      broken(e);
    }
  }

  /// It has been told of all that there is.
  protected void caughtUp() {}

  final Wish wish() {
    return wish;
  }

  final long next() {
    return next;
  }

  final void advance(long revision) {
    next = Math.max(next, revision);
  }

  final boolean lags() {
    return lags;
  }

  final void lags(boolean value) {
    lags = value;
  }

  final boolean isOver() {
    return over;
  }

  final void end() {
    over = true;
  }
}

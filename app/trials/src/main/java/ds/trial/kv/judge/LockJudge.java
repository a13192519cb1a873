package ds.trial.kv.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

/// Judges whether two clients ever held a lock at the same time.
///
/// **By the clock.** A client holds from the moment when it was told so until it gives the lock
/// back, or until its lease may have ended: the last sign of life that was answered, counted from
/// when it was sent. Two such stretches of one lock must not overlap.
///
/// **By the fence.** A client that thinks it holds may be mistaken, if it slept; that is what
/// fences are for. Each holder's key was created in a revision, and writes on the condition that
/// the key is still there are made in the order of those revisions. This needs no clock at all.
public final class LockJudge {

  private static final String HELD = "times that a lock was held";
  private static final String HANDED = "times that it went to another client";
  private static final String FENCED = "fenced writes";
  private static final String STOPPED = "writes that the fence stopped";

  /// What is remembered of one lock; older holdings are hardly of interest.
  private static final int HOLDINGS_MAX = 10_000;

  /// @param fence the revision in which the holder's key was created
  public record Holding(String lock, String holder, long from, long until, long fence) {}

  /// A write behind the fence, made in `revision`.
  public record FencedWrite(String lock, String holder, long fence, long revision) {}

  private final Moments moments;
  private final Findings findings = new Findings(HELD, HANDED, FENCED, STOPPED);
  private final Map<String, TreeMap<Long, Holding>> holdings = new HashMap<>();
  private final Map<String, TreeMap<Long, FencedWrite>> writes = new HashMap<>();

  public LockJudge(Moments moments) {
    this.moments = moments;
  }

  /// A client was told that it held, and is not sure any more.
  public synchronized void held(Holding holding) {
    findings.add(HELD, 1);
    if (holding.until() <= holding.from()) {
      return; // it learned too late to be sure for a moment
    }
    TreeMap<Long, Holding> all = holdings.computeIfAbsent(holding.lock(), _ -> new TreeMap<>());
    Entry<Long, Holding> before = all.lowerEntry(holding.until());
    Entry<Long, Holding> after = all.ceilingEntry(holding.until());
    if (before != null) {
      compare(before.getValue(), holding);
    }
    if (after != null) {
      compare(holding, after.getValue());
    }
    all.put(holding.from(), holding);
    if (all.size() > HOLDINGS_MAX) {
      all.pollFirstEntry();
    }
  }

  /// Of two neighbours, the first began or ended before the second.
  private void compare(Holding first, Holding second) {
    if (first.until() > second.from()) {
      findings.fail(overlap(first, second));
    } else if (first.fence() >= second.fence()) {
      findings.fail(turnedAround(first, second));
    } else if (!first.holder().equals(second.holder())) {
      findings.add(HANDED, 1);
    }
  }

  private String overlap(Holding one, Holding other) {
    return "Two clients held "
        + one.lock()
        + " at the same time: "
        + words(one)
        + ", and "
        + words(other)
        + ".";
  }

  private String turnedAround(Holding before, Holding after) {
    return "A later holder of "
        + before.lock()
        + " has a smaller fence: "
        + words(before)
        + ", and then "
        + words(after)
        + ".";
  }

  private String words(Holding holding) {
    return holding.holder()
        + " (fence "
        + holding.fence()
        + ") from "
        + moments.at(holding.from())
        + " until "
        + moments.at(holding.until());
  }

  /// A write on the condition that the holder's key exists was acknowledged.
  public synchronized void wrote(FencedWrite write) {
    findings.add(FENCED, 1);
    TreeMap<Long, FencedWrite> all = writes.computeIfAbsent(write.lock(), _ -> new TreeMap<>());
    var before = all.lowerEntry(write.revision());
    var after = all.higherEntry(write.revision());
    if (before != null && before.getValue().fence() > write.fence()) {
      findings.fail(fenceCrossed(before.getValue(), write));
    }
    if (after != null && after.getValue().fence() < write.fence()) {
      findings.fail(fenceCrossed(write, after.getValue()));
    }
    all.put(write.revision(), write);
    if (all.size() > HOLDINGS_MAX) {
      all.pollFirstEntry();
    }
  }

  private static String fenceCrossed(FencedWrite first, FencedWrite second) {
    return "Behind the fence of "
        + first.lock()
        + ", "
        + first.holder()
        + " wrote in revision "
        + first.revision()
        + " with fence "
        + first.fence()
        + ", and "
        + second.holder()
        + " in the later revision "
        + second.revision()
        + " with the older fence "
        + second.fence()
        + ".";
  }

  /// A client that thought it held was stopped by the fence: its key was gone.
  ///
  /// @param until when its lease could end at the earliest
  public void stopped(String lock, String holder, long time, long until) {
    findings.add(STOPPED, 1);
    if (time < until - LeaseJudge.CLOCK_BOUND) {
      findings.fail(
          holder
              + " lost "
              + lock
              + " without giving it back: its key was gone at "
              + moments.at(time)
              + ", although its lease had to live until "
              + moments.at(until)
              + ".");
    }
  }

  public Judgement judgement() {
    findings.demand(HELD, 10);
    findings.demand(HANDED, 3);
    findings.demand(FENCED, 10);
    return findings.judgement(
        "locks",
        "No two clients hold a lock at the same time while their leases live, and writes behind "
            + "the fence are in the order of the locks.");
  }
}

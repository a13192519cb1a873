package ds.trial.kv.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Judges whether watches of one range told everything, once and in order.
///
/// Nobody knows beforehand what will happen, but everybody must tell the same: so each revision
/// that a watch tells of, or that a writer was acknowledged, goes into one ledger. Whoever is told
/// of a revision is compared with those before; whoever has passed a revision without a word
/// although it is in the ledger has a gap, whichever came first.
///
/// A revision leaves the ledger when all watches have passed it and [#KEPT] newer ones are there,
/// so that an acknowledgement that comes late still meets it.
public final class WatchJudge {

  private static final String EVENTS = "events told";
  private static final String REVISIONS = "revisions";
  private static final String WRITES = "acknowledged writes compared";
  private static final String RECONNECTS = "reconnects";
  private static final String HALVES = "revisions told in halves when the connection broke";
  private static final String FRAGMENTS = "fragments";
  private static final String COMPACTED = "resumed behind a compaction";
  private static final String PROGRESS = "progress told";

  private static final int KEPT = 50_000;

  /// About half a gigabyte. A watch that is further behind than that makes the judge give up.
  private static final int LEDGER_MAX = 1_000_000;

  /// One event.
  ///
  /// @param value empty for a deletion
  public record Change(String key, long revision, Optional<String> value) {

    @Override
    public String toString() {
      return value.map(v -> "put " + key + " \"" + v + "\"").orElse("delete " + key);
    }
  }

  private final String name;
  private final Moments moments;
  private final Findings findings =
      new Findings(EVENTS, REVISIONS, WRITES, PROGRESS, RECONNECTS, FRAGMENTS, HALVES, COMPACTED);
  private final TreeMap<Long, Known> ledger = new TreeMap<>();
  private final List<Watch> watches = new ArrayList<>();

  /// What is in the ledger is above it.
  private long forgotten;

  /// @param name of the judge
  public WatchJudge(String name, Moments moments) {
    this.name = name;
    this.moments = moments;
  }

  /// A new watch, which wants to be told from a revision on.
  public synchronized Watch watch(String watcher, long from) {
    var watch = new Watch(watcher, watches.size(), from - 1);
    watches.add(watch);
    return watch;
  }

  /// The first revision that may still be in the ledger: whoever watches from here on is compared
  /// with everybody before.
  public synchronized long oldest() {
    return forgotten + 1;
  }

  /// A writer was acknowledged.
  ///
  /// @param edits the last value of each key that it wrote in this revision, without one if it was
  ///   deleted
  public synchronized void wrote(
      String writer, long revision, Map<String, Optional<String>> edits) {
    if (revision <= forgotten) {
      return;
    }
    Known known = known(revision);
    Optional<String> other = known.acknowledge(writer, edits);
    if (other.isPresent()) {
      findings.fail(
          other.get() + " and " + writer + " were both acknowledged revision " + revision);
      return;
    }
    findings.add(WRITES, 1);
    compare(known);
  }

  private Known known(long revision) {
    Known before = ledger.get(revision);
    if (before != null) {
      return before;
    }
    var known = new Known(revision);
    ledger.put(revision, known);
    for (Watch watch : watches) {
      if (watch.position >= revision) {
        if (watch.isExcused(revision)) {
          known.pass(watch.number);
        } else {
          known.miss(watch.number);
        }
      }
    }
    return known;
  }

  /// Compares what is known from two sides now, and with those who have heard nothing of it.
  private void compare(Known known) {
    known.contradiction().ifPresent(findings::fail);
    known.takeMissed().forEach(watch -> gap(watches.get(watch), known));
  }

  private void gap(Watch watch, Known known) {
    findings.fail(
        watch.watcher
            + " has a gap: it was told "
            + watch.last
            + ", but never of revision "
            + known.revision()
            + ", although "
            + known.source()
            + ".");
  }

  /// Forgets what everybody has passed and nobody will speak of any more.
  private void forget() {
    while (ledger.size() > KEPT) {
      var oldest = ledger.firstEntry();
      boolean isPassed =
          watches.stream().allMatch(watch -> watch.position >= oldest.getKey() || watch.isOver);
      if (!isPassed && ledger.size() <= LEDGER_MAX) {
        return;
      }
      if (!isPassed) {
        findings.leaveOpen("a watch was more than " + LEDGER_MAX + " revisions behind");
      }
      ledger.pollFirstEntry();
      forgotten = oldest.getKey();
    }
  }

  /// Whether every watch has been told everything up to a revision.
  public synchronized boolean hasTold(long revision) {
    return watches.stream().allMatch(watch -> watch.position >= revision || watch.isOver);
  }

  /// A watch that was not told of everything is a failure, so this is to be asked when the cluster
  /// has had the time to tell.
  ///
  /// @param last the revision of the last write; unknown if the cluster does not write any more
  public synchronized Judgement judgement(OptionalLong last) {
    if (last.isEmpty()) {
      findings.leaveOpen("it is not known what the last write was");
    }
    for (Watch watch : watches) {
      if (watch.position < last.orElse(0)) {
        findings.fail(
            watch.watcher
                + " fell silent: the store is at revision "
                + last.getAsLong()
                + ", and it was told "
                + watch.last
                + ".");
      }
    }
    findings.demand(EVENTS, 100);
    findings.demand(WRITES, 100);
    findings.demand(PROGRESS, 1);
    return findings.judgement(
        name,
        "Every watch is told of every change once, in the order of revisions, all of one revision "
            + "together; nothing is missing that was acknowledged or told to another; and no "
            + "progress is told that is ahead of an event still to come.");
  }

  /// What one watcher is told, in the order in which it is told.
  public final class Watch {

    private final String watcher;
    private final int number;
    private final NavigableMap<Long, Long> excused = new TreeMap<>();
    private final List<Change> half = new ArrayList<>();
    private long position;
    private String last = "nothing";
    private boolean isOver;

    private Watch(String watcher, int number, long position) {
      this.watcher = watcher;
      this.number = number;
      this.position = position;
      this.excused.put(0L, position);
    }

    /// From which revision to go on when the connection is lost.
    public long next() {
      synchronized (WatchJudge.this) {
        return position + 1;
      }
    }

    /// An answer with events.
    ///
    /// @param isFragment whether more of the last revision may follow
    public void told(List<Change> changes, boolean isFragment, long time) {
      synchronized (WatchJudge.this) {
        findings.add(EVENTS, changes.size());
        findings.add(FRAGMENTS, isFragment ? 1 : 0);
        for (Change change : changes) {
          if (!half.isEmpty() && half.getLast().revision() != change.revision()) {
            complete(time);
          }
          half.add(change);
        }
        if (!isFragment && !half.isEmpty()) {
          complete(time);
        }
        forget();
      }
    }

    /// All of one revision is there.
    private void complete(long time) {
      List<Change> changes = List.copyOf(half);
      half.clear();
      long revision = changes.getFirst().revision();
      if (revision <= position) {
        findings.fail(
            watcher
                + " was told at "
                + moments.at(time)
                + " of revision "
                + revision
                + " ("
                + Known.words(changes)
                + "), after it had been told "
                + last
                + ".");
        return;
      }
      Known known = known(revision);
      take(known, changes);
      known.pass(number);
      last = "of revision " + revision + " at " + moments.at(time);
      pass(revision);
    }

    private void take(Known known, List<Change> changes) {
      // A transaction changes a key once.
      if (changes.stream().map(Change::key).distinct().count() < changes.size()) {
        findings.fail(
            watcher
                + " was told twice in revision "
                + known.revision()
                + " of a key: "
                + Known.words(changes));
      }
      if (known.isTold()) {
        known.objection(watcher, changes).ifPresent(findings::fail);
      } else {
        known.tell(watcher, changes);
        findings.add(REVISIONS, 1);
        compare(known);
      }
    }

    /// Whatever is known of up to there should have been told.
    private void pass(long revision) {
      if (revision <= position) {
        return;
      }
      for (Known between : ledger.subMap(position, false, revision, true).values()) {
        if (!between.hasPassed(number)) {
          gap(this, between);
        }
      }
      position = revision;
    }

    /// The server says that nothing up to this revision is still to come.
    public void progress(long revision, long time) {
      synchronized (WatchJudge.this) {
        findings.add(PROGRESS, 1);
        if (!half.isEmpty()) {
          findings.fail(
              watcher
                  + " was told of progress in the middle of revision "
                  + half.getLast().revision());
        }
        if (revision > position) {
          last = "of progress up to revision " + revision + " at " + moments.at(time);
          pass(revision);
        }
      }
    }

    /// The connection is lost; what was told of a revision by halves will be told again.
    public void lost() {
      synchronized (WatchJudge.this) {
        findings.add(RECONNECTS, 1);
        findings.add(HALVES, half.isEmpty() ? 0 : 1);
        half.clear();
      }
    }

    /// What it wanted next is gone, and everything up to a revision may be.
    public void compacted(long revision) {
      synchronized (WatchJudge.this) {
        half.clear();
        if (revision <= position) {
          findings.fail(
              watcher
                  + " wanted revision "
                  + (position + 1)
                  + " and was told that what is older than "
                  + revision
                  + " is gone.");
          return;
        }
        findings.add(COMPACTED, 1);
        excused.put(position + 1, revision);
        position = revision;
      }
    }

    /// Nobody listens any more.
    public void over() {
      synchronized (WatchJudge.this) {
        isOver = true;
      }
    }

    private boolean isExcused(long revision) {
      var range = excused.floorEntry(revision);
      return range != null && revision <= range.getValue();
    }
  }
}

package ds.trial.kv.judge;

import ds.core.Check;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/// Judges when leases end.
///
/// **Not early.** A server begins to count after the sign of life was sent, so until `sent + TTL`
/// on the client's clock the lease lives. Whoever is answered before that moment that it is gone,
/// has a witness. Clients and servers share a machine, hence a clock; [#CLOCK_BOUND] is for
/// rounding.
///
/// **Not late.** Nobody promises when a lease ends while leaders change: each starts all counts
/// anew. Nor can it end while too few members run or reach each other, for its end goes through the
/// log; the leader may be the same before and after. So lateness is judged against the term in
/// which the key was still seen, from the moment when that term was first heard of, or from the
/// first answer after nobody had been answered for [#SILENCE]; and only if no sign of life may
/// still be under way.
public final class LeaseJudge {

  public static final long CLOCK_BOUND = 10_000_000;

  /// A lease is over so long after its time at most, in a term without a change of leader: ticks,
  /// the log, and a machine that is busy.
  public static final long LATE_MAX = 10_000_000_000L;

  /// Clients ask several times a second, so they are answered by nobody for so long only if a
  /// majority is missing.
  public static final long SILENCE = 2_000_000_000L;

  /// How exactly the moments of answers are kept.
  private static final long BEAT = 100_000_000;

  private static final String LIVES = "lives of leases";
  private static final String RENEWALS = "signs of life answered";
  private static final String LOST = "signs of life without an answer";
  private static final String KEPT = "sightings while it had to live";
  private static final String ENDED = "leases that ended when nobody kept them alive";
  private static final String TERMS = "terms seen";

  /// A grant or a sign of life.
  ///
  /// @param ttl for which it was granted; empty if there was no answer
  public record Renewal(long sent, long ended, Optional<Long> ttl) {}

  /// A linearizable read of a key that hangs on the lease; or an answer that the lease is gone.
  public record Sighting(long invoked, long returned, boolean isThere, long term) {}

  /// What a client saw of one lease, in the order of time.
  ///
  /// @param ttl that was granted, in nanoseconds
  public record Life(String name, long ttl, List<Renewal> renewals, List<Sighting> sightings) {

    public Life {
      renewals = List.copyOf(renewals);
      sightings = List.copyOf(sightings);
      Check.that(!renewals.isEmpty(), "a lease was granted");
    }
  }

  private final Moments moments;
  private final Findings findings = new Findings(LIVES, RENEWALS, LOST, KEPT, ENDED, TERMS);
  private final ConcurrentSkipListMap<Long, Long> terms = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListSet<Long> beatsWithAnswers = new ConcurrentSkipListSet<>();

  public LeaseJudge(Moments moments) {
    this.moments = moments;
  }

  /// Some client was answered in a term.
  public void heard(long term, long time) {
    terms.merge(term, time, Math::min);
    beatsWithAnswers.add(Math.floorDiv(time, BEAT));
  }

  /// The first answer after the last silence in a span of time; its begin if there was none.
  private long answeredSince(long begin, long end) {
    if (begin >= end) {
      return begin;
    }
    long since = begin;
    long last = begin;
    for (long beat :
        beatsWithAnswers.subSet(Math.floorDiv(begin, BEAT), true, Math.floorDiv(end, BEAT), true)) {
      long time = beat * BEAT;
      if (time - last > SILENCE) {
        since = time;
      }
      last = time;
    }
    return end - last > SILENCE ? end : since;
  }

  public void judge(Life life) {
    findings.add(LIVES, 1);
    for (Renewal renewal : life.renewals()) {
      findings.add(renewal.ttl().isPresent() ? RENEWALS : LOST, 1);
    }
    for (Sighting sighting : life.sightings()) {
      if (sighting.isThere()) {
        notLate(life, sighting);
      } else {
        notEarly(life, sighting);
      }
    }
    if (!life.sightings().isEmpty() && !life.sightings().getLast().isThere()) {
      findings.add(ENDED, 1);
    }
  }

  private void notEarly(Life life, Sighting gone) {
    for (Renewal renewal : life.renewals()) {
      long livesUntil = renewal.sent() + renewal.ttl().orElse(0L) - CLOCK_BOUND;
      if (renewal.ttl().isPresent() && gone.returned() < livesUntil) {
        findings.fail(
            life.name()
                + " ended early. A sign of life sent at "
                + moments.at(renewal.sent())
                + " was answered at "
                + moments.at(renewal.ended())
                + " with "
                + Moments.span(renewal.ttl().get())
                + ", so it had to live until "
                + moments.at(renewal.sent() + renewal.ttl().get())
                + "; at "
                + moments.at(gone.returned())
                + " it was seen to be gone.");
        return;
      }
    }
  }

  private void notLate(Life life, Sighting there) {
    long last = 0;
    boolean isOpen = false;
    for (Renewal renewal : life.renewals()) {
      if (renewal.sent() < there.returned()) {
        last = Math.max(last, renewal.ended());
        isOpen |= renewal.ttl().isEmpty();
        if (renewal.sent() + renewal.ttl().orElse(0L) > there.returned()) {
          findings.add(KEPT, 1);
        }
      }
    }
    long known = terms.getOrDefault(there.term(), there.invoked());
    long since = answeredSince(Math.max(last, known), there.invoked());
    if (!isOpen && there.invoked() > since + life.ttl() + LATE_MAX) {
      findings.fail(
          life.name()
              + " did not end. Nobody kept it alive after "
              + moments.at(last)
              + ", and term "
              + there.term()
              + " was heard of at "
              + moments.at(known)
              + " already; with a life of "
              + Moments.span(life.ttl())
              + " and "
              + Moments.span(LATE_MAX)
              + " for being busy, its key was still there at "
              + moments.at(there.invoked())
              + ".");
    }
  }

  public Judgement judgement() {
    findings.reach(TERMS, terms.size());
    findings.demand(KEPT, 10);
    findings.demand(ENDED, 1);
    return findings.judgement(
        "leases",
        "A lease that is kept alive never ends early; one that is not ends within "
            + Moments.span(LATE_MAX)
            + " after its time, in a term without a change of leader, while clients are answered.");
  }
}

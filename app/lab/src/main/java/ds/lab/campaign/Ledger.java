package ds.lab.campaign;

import ds.lab.run.Outcome;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Which seeds are given out and which have come back. The only thing that the threads of a
/// campaign share; every method holds its lock.
///
/// Outcomes are added up in the order of their seeds, whichever thread was faster. So a report does
/// not depend on the number of threads, and a campaign that ends with the first failure ends with
/// the one of the lowest seed.
final class Ledger {

  /// How far a fast thread may run ahead of a slow one: bounds the outcomes that wait to be added.
  private static final int AHEAD_MAX = 4_096;

  private final Plan plan;
  private final Tally tally;
  private final TreeMap<Long, Outcome> early = new TreeMap<>();
  private long given;
  private long added;

  /// How many seeds to try, counted from the first; falls when a failure makes later ones idle.
  private long wanted;

  private int working;
  private boolean stopped;
  private Optional<IllegalStateException> defect = Optional.empty();

  Ledger(Plan plan, Tally tally) {
    this.plan = plan;
    this.tally = tally;
    this.wanted = plan.size();
  }

  /// Gives out a seed; empty if there is none left. Waits for threads that are far behind.
  synchronized OptionalLong claim() throws InterruptedException {
    while (!isOver() && given - added >= AHEAD_MAX) {
      wait();
    }
    if (isOver()) {
      return OptionalLong.empty();
    }
    working++;
    return OptionalLong.of(plan.first() + given++);
  }

  /// A seed comes back.
  synchronized void settle(Outcome outcome) {
    working--;
    long place = outcome.seed() - plan.first();
    early.put(place, outcome);
    if (plan.endsWithFailure() && outcome.violation().isPresent()) {
      wanted = Math.min(wanted, place + 1);
    }
    while (added < wanted && !early.isEmpty() && early.firstKey() == added) {
      tally.add(early.pollFirstEntry().getValue());
      added++;
    }
    notifyAll();
  }

  /// A thread failed over a seed, for a reason that is no property's business.
  synchronized void fail(IllegalStateException cause) {
    working--;
    if (defect.isEmpty()) {
      defect = Optional.of(cause);
    }
    notifyAll();
  }

  /// Nothing more is given out.
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /// Waits until all seeds are back or `millis` have passed.
  ///
  /// @return whether all are back
  @SuppressWarnings("WaitNotInLoop") // the caller asks again, whyever it woke up
  synchronized boolean await(long millis) throws InterruptedException {
    if (!(isOver() && working == 0)) {
      wait(millis);
    }
    return isOver() && working == 0;
  }

  synchronized Progress progress(long nanos) {
    return tally.progress(plan.size(), nanos);
  }

  synchronized Optional<IllegalStateException> defect() {
    return defect;
  }

  /// The report, once all seeds are back. What a stopped campaign did out of order counts too.
  synchronized Report report(long nanos, long runsMin) {
    boolean cut = added < wanted;
    if (cut) {
      early.values().forEach(tally::add);
    }
    return tally.report(plan.size(), nanos, runsMin, cut);
  }

  private boolean isOver() {
    return stopped || defect.isPresent() || given >= wanted;
  }
}

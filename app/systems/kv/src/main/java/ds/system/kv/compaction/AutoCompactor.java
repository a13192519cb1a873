package ds.system.kv.compaction;

import ds.system.kv.call.Answer;
import ds.system.kv.call.Request.Write;
import ds.system.kv.command.KvCommand.Compact;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult.Done;
import ds.system.kv.command.KvResult.Refused;
import ds.system.kv.front.MemberGate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at a member from time to time, and has forgotten what need not be kept while it leads.
@SuppressWarnings("FutureReturnValueIgnored") // nothing here is waited for
public final class AutoCompactor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AutoCompactor.class);

  /// Between two compactions to a number of revisions, as in etcd.
  private static final long REVISIONS_NANOS = TimeUnit.MINUTES.toNanos(5);

  /// Between two compactions to a span of time at most, as in etcd.
  private static final long SPAN_NANOS_MAX = TimeUnit.HOURS.toNanos(1);

  /// Looks from one compaction to the next: what is kept too long is a tenth of that.
  private static final int LOOKS = 10;

  /// The revision that the member had at some time.
  private record Seen(long at, long revision) {}

  private final MemberGate member;
  private final Retention retention;
  private final Deque<Seen> past = new ArrayDeque<>();
  private final ScheduledExecutorService thread;
  private long next;
  private volatile long compacted;

  private AutoCompactor(MemberGate member, Retention retention) {
    this.member = member;
    this.retention = retention;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("compactor-" + member.memberId()).daemon().factory());
  }

  /// Begins to look.
  public static AutoCompactor open(MemberGate member, Retention retention) {
    AutoCompactor compactor = idle(member, retention, System.nanoTime());
    if (!(retention instanceof Retention.All)) {
      long nanos = compactor.period() / LOOKS;
      compactor.thread.scheduleAtFixedRate(
          () -> compactor.look(System.nanoTime()), 0, Math.max(1, nanos), TimeUnit.NANOSECONDS);
    }
    return compactor;
  }

  /// One that looks when it is told to.
  static AutoCompactor idle(MemberGate member, Retention retention, long now) {
    var compactor = new AutoCompactor(member, retention);
    compactor.next = now + compactor.period();
    return compactor;
  }

  private long period() {
    return retention instanceof Retention.Span(var nanos)
        ? Math.min(nanos, SPAN_NANOS_MAX)
        : REVISIONS_NANOS;
  }

  /// Every member looks, so that whoever leads next knows how old the revisions are.
  void look(long now) {
    past.addLast(new Seen(now, member.revision()));
    while (past.size() > 1 && isOldEnough(second(), now)) {
      past.removeFirst();
    }
    if (now - next >= 0 && member.leader() == member.memberId()) {
      next = now + period();
      compact(keptFrom(now));
    }
  }

  private Seen second() {
    var seen = past.iterator();
    seen.next();
    return seen.next();
  }

  private boolean isOldEnough(Seen seen, long now) {
    return !(retention instanceof Retention.Span(var nanos)) || now - seen.at() >= nanos;
  }

  /// The oldest revision that is to be kept; 0 if nothing is known of so long ago.
  private long keptFrom(long now) {
    return switch (retention) {
      case Retention.All() -> 0;
      case Retention.Revisions(var count) -> member.revision() - count;
      case Retention.Span _ -> isOldEnough(past.getFirst(), now) ? past.getFirst().revision() : 0;
    };
  }

  private void compact(long revision) {
    if (revision > compacted) {
      member.ask(new Write(new Compact(revision)), answer -> onAnswer(revision, answer));
    }
  }

  private void onAnswer(long revision, Answer answer) {
    switch (answer) {
      case Answer.Result(Done _) -> compacted = revision;
      case Answer.Result(Refused(var error)) when error == KvError.COMPACTED ->
          compacted = revision; // somebody else went further
      default ->
          LOG.warn("revision {} is not compacted, and is tried again later: {}", revision, answer);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

package ds.system.kv.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.call.Answer;
import ds.system.kv.call.Request.AskRevisions;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.front.FakeMember;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class AutoCompactorTest {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  /// No clock begins at 0, and one may begin below it.
  private static final long START = -17 * MINUTE;

  private final FakeMember member = new FakeMember();

  @AfterEach
  void close() {
    member.close();
  }

  @Test
  @DisplayName("a number of revisions is kept, looked at every five minutes")
  void revisions() {
    try (var compactor = AutoCompactor.idle(member, new Retention.Revisions(4), START)) {
      putUntil(10);
      compactor.look(START + 4 * MINUTE);
      assertThat(compacted()).isEqualTo(-1);
      compactor.look(START + 5 * MINUTE);
      assertThat(compacted()).isEqualTo(6);
      putUntil(12);
      compactor.look(START + 9 * MINUTE);
      assertThat(compacted()).isEqualTo(6);
      compactor.look(START + 10 * MINUTE);
      assertThat(compacted()).isEqualTo(8);
    }
  }

  @Test
  @DisplayName("while there are fewer, nothing is forgotten")
  void fewRevisions() {
    try (var compactor = AutoCompactor.idle(member, new Retention.Revisions(4), START)) {
      putUntil(4);
      compactor.look(START + 5 * MINUTE);
      assertThat(compacted()).isEqualTo(-1);
    }
  }

  @Test
  @DisplayName(
      "a span of time is kept: what was the newest revision at its beginning, and all since")
  void span() {
    try (var compactor = AutoCompactor.idle(member, new Retention.Span(30 * MINUTE), START)) {
      for (int minute = 0; minute <= 29; minute++) {
        putUntil(10 + minute);
        compactor.look(START + minute * MINUTE);
      }
      assertThat(compacted()).as("before the span is over for the first time").isEqualTo(-1);
      compactor.look(START + 30 * MINUTE);
      assertThat(compacted()).isEqualTo(10);
      compactor.look(START + 59 * MINUTE);
      assertThat(compacted()).as("before the next one").isEqualTo(10);
      compactor.look(START + 60 * MINUTE);
      assertThat(compacted()).as("half an hour after minute 29 or 30").isEqualTo(39);
    }
  }

  @Test
  @DisplayName("a long span is kept, and moves on every hour")
  void longSpan() {
    try (var compactor = AutoCompactor.idle(member, new Retention.Span(180 * MINUTE), START)) {
      for (int minute = 0; minute <= 240; minute += 6) {
        putUntil(10 + minute);
        compactor.look(START + minute * MINUTE);
        assertThat(compacted()).isEqualTo(minute < 180 ? -1 : minute < 240 ? 10 : 70);
      }
    }
  }

  @Test
  @DisplayName("only who leads compacts, but whoever leads next knows the past")
  void follower() {
    try (var compactor = AutoCompactor.idle(member, new Retention.Span(30 * MINUTE), START)) {
      putUntil(5);
      member.loseLeader();
      compactor.look(START);
      compactor.look(START + 30 * MINUTE);
      member.lead();
      assertThat(compacted()).isEqualTo(-1);
      putUntil(7);
      compactor.look(START + 31 * MINUTE);
      assertThat(compacted()).isEqualTo(5);
    }
  }

  private void putUntil(long revision) {
    while (member.revision() < revision) {
      member.apply(Put.of(Bytes.of("k"), Bytes.of("v")));
    }
  }

  private long compacted() {
    var answer = new CompletableFuture<Answer>();
    member.ask(new AskRevisions(1, 1), answer::complete);
    return ((Answer.Revisions) answer.join()).compacted();
  }
}

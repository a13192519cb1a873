package ds.trial.kv.judge;

import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.kv.judge.LockJudge.FencedWrite;
import ds.trial.kv.judge.LockJudge.Holding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Holders of locks, by hand.
class LockJudgeTest {

  private static final long SECOND = 1_000_000_000;

  private final LockJudge judge = new LockJudge(new Moments(0));

  @BeforeEach
  void enoughHonestHolders() {
    for (int i = 0; i < 10; i++) {
      hold(i % 2 == 0 ? "a" : "b", 10L * i, 10L * i + 8, 100 + i);
      judge.wrote(new FencedWrite("lock", "a", 100 + i, 1_000 + i));
    }
  }

  @Test
  void oneAfterTheOtherPasses() {
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
  }

  @Test
  void twoHoldersAtTheSameTimeAreCaught() {
    hold("c", 200, 210, 200);
    hold("d", 209, 220, 201);
    assertThat(witness()).contains("c (fence 200) from 200.000 s until 210.000 s", "d (fence 201)");
  }

  @Test
  void theyAreCaughtInWhicheverOrderTheyAreTold() {
    hold("d", 209, 220, 201);
    hold("c", 200, 230, 200);
    assertThat(witness()).contains("at the same time");
  }

  @Test
  void locksOfOtherNamesAreNoneOfItsBusiness() {
    judge.held(new Holding("other", "c", 0, 900 * SECOND, 50));
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
  }

  @Test
  void aLaterHolderHasALargerFence() {
    hold("c", 200, 210, 99);
    assertThat(witness()).contains("has a smaller fence");
  }

  /// A holder that is told of late is compared with the one after it, too.
  @Test
  void anEarlierHolderHasASmallerFence() {
    hold("d", 220, 230, 200);
    hold("c", 200, 210, 201);
    assertThat(witness()).contains("d (fence 200)", "has a smaller fence: c (fence 201)");
  }

  @Test
  void aWriteThatCrossesTheFenceIsCaught() {
    judge.wrote(new FencedWrite("lock", "c", 105, 2_000));
    assertThat(witness()).contains("wrote in revision 1009 with fence 109", "older fence 105");
  }

  @Test
  void aLockThatGoesWhileItsLeaseLivesIsCaught() {
    judge.stopped("lock", "c", 200 * SECOND, 201 * SECOND);
    assertThat(witness()).contains("c lost lock", "had to live until 201.000 s");
  }

  @Test
  void aLockMayGoWithItsLease() {
    judge.stopped("lock", "c", 202 * SECOND, 201 * SECOND);
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
  }

  private void hold(String holder, long from, long until, long fence) {
    judge.held(new Holding("lock", holder, from * SECOND, until * SECOND, fence));
  }

  private String witness() {
    return ((Ruling.Fail) judge.judgement().ruling()).witness();
  }
}

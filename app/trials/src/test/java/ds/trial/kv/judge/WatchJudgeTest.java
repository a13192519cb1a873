package ds.trial.kv.judge;

import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.kv.judge.WatchJudge.Change;
import ds.trial.kv.judge.WatchJudge.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Watches by hand: whoever is told everything once and in order passes, and nobody else.
class WatchJudgeTest {

  private static final int ENOUGH = 100;

  private final WatchJudge judge = new WatchJudge("watches", new Moments(0));
  private final Watch one = judge.watch("w1", 1);
  private final Watch other = judge.watch("w2", 1);

  @BeforeEach
  void aHundredWritesThatBothAreToldOf() {
    for (int revision = 1; revision <= ENOUGH; revision++) {
      wrote(revision);
      tell(one, revision);
      tell(other, revision);
    }
    one.progress(ENOUGH, 0);
  }

  @Test
  void everythingOnceAndInOrderPasses() {
    assertThat(ruling(ENOUGH)).isEqualTo(new Ruling.Pass());
  }

  @Test
  void aWriterMayHearOfItAfterTheWatches() {
    tell(one, 101);
    tell(other, 101);
    wrote(101);
    assertThat(ruling(101)).isEqualTo(new Ruling.Pass());
  }

  @Test
  void aDroppedEventIsAGap() {
    wrote(101);
    wrote(102);
    tell(one, 101, 102);
    tell(other, 102);
    assertThat(witness(102))
        .contains("w2 has a gap", "never of revision 101", "r was acknowledged");
  }

  @Test
  void anEventThatNobodyWasToldOfIsAGapWhenItsWriterHears() {
    tell(one, 102);
    tell(other, 102);
    wrote(101);
    assertThat(witness(102)).contains("never of revision 101");
  }

  @Test
  void aDroppedEventThatOnlyAnotherWatchKnowsOfIsAGap() {
    tell(other, 102);
    tell(one, 101, 102);
    assertThat(witness(102)).contains("w2 has a gap", "another watch was told put k \"v101\"");
  }

  @Test
  void aDoubledEventIsCaught() {
    tell(one, 101, 101);
    tell(other, 101);
    assertThat(witness(101)).contains("w1 was told twice in revision 101", "put k \"v101\", put");
  }

  @Test
  void anEventThatIsToldAgainIsCaught() {
    tell(one, 101);
    tell(one, 101);
    tell(other, 101);
    assertThat(witness(101))
        .contains("w1 was told", "of revision 101", "after it had been told of");
  }

  @Test
  void eventsInAnotherOrderAreCaught() {
    tell(one, 102, 101);
    tell(other, 101, 102);
    assertThat(witness(102)).contains("w1 was told", "of revision 101");
  }

  @Test
  void anotherValueIsCaught() {
    tell(one, 101);
    other.told(List.of(new Change("k", 101, Optional.of("rotten"))), false, 0);
    assertThat(witness(101)).contains("was told to w2 as put k \"rotten\"", "but to w1");
  }

  @Test
  void progressAheadOfAnEventIsCaught() {
    one.progress(101, 0);
    tell(one, 101);
    tell(other, 101);
    assertThat(witness(101)).contains("after it had been told of progress up to revision 101");
  }

  @Test
  void whatIsCompactedNeedNotBeTold() {
    wrote(101);
    wrote(102);
    tell(one, 101, 102);
    other.lost();
    other.compacted(101);
    tell(other, 102);
    assertThat(ruling(102)).isEqualTo(new Ruling.Pass());
    assertThat(other.next()).isEqualTo(103);
  }

  /// Whoever resumed behind a compaction owes nothing of what was compacted, even if nobody had
  /// spoken of it until then.
  @Test
  void whatIsCompactedNeedNotBeToldThoughItIsHeardOfLater() {
    other.lost();
    other.compacted(102);
    tell(other, 103);
    wrote(101);
    wrote(102);
    tell(one, 101, 102, 103);
    assertThat(ruling(103)).isEqualTo(new Ruling.Pass());
  }

  @Test
  void whatIsNewerThanTheCompactionMustBeTold() {
    other.lost();
    other.compacted(102);
    tell(other, 104);
    tell(one, 101, 102);
    wrote(103);
    tell(one, 103, 104);
    assertThat(witness(104)).contains("w2 has a gap", "never of revision 103");
  }

  @Test
  void whatIsOlderThanTheCompactionAndNotAskedForMustHaveBeenTold() {
    tell(other, 102);
    other.lost();
    other.compacted(103);
    tell(one, 101, 102, 103);
    assertThat(witness(103)).contains("w2 has a gap", "never of revision 101");
  }

  @Test
  void halfARevisionIsToldAgainAfterALoss() {
    other.told(List.of(new Change("k", 101, Optional.of("v101"))), true, 0);
    other.lost();
    assertThat(other.next()).isEqualTo(101);
    var whole =
        List.of(
            new Change("k", 101, Optional.of("v101")), new Change("l", 101, Optional.of("v101")));
    one.told(whole, false, 0);
    other.told(whole, false, 0);
    assertThat(ruling(101)).isEqualTo(new Ruling.Pass());
  }

  @Test
  void silenceIsCaughtInTheEnd() {
    wrote(101);
    tell(one, 101);
    assertThat(witness(101)).contains("w2 fell silent");
  }

  @Test
  void twoWritersWithOneRevisionAreCaught() {
    wrote(101);
    wrote(101);
    assertThat(witness(ENOUGH)).contains("both acknowledged revision 101");
  }

  private void wrote(long revision) {
    judge.wrote("r", revision, Map.of("k", Optional.of("v" + revision)));
  }

  private static void tell(Watch watch, long... revisions) {
    List<Change> changes = new ArrayList<>();
    for (long revision : revisions) {
      changes.add(new Change("k", revision, Optional.of("v" + revision)));
    }
    watch.told(changes, false, 0);
  }

  private Ruling ruling(long last) {
    return judge.judgement(OptionalLong.of(last)).ruling();
  }

  private String witness(long last) {
    return ((Ruling.Fail) ruling(last)).witness();
  }
}

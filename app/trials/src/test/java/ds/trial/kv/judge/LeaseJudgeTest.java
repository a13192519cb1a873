package ds.trial.kv.judge;

import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.kv.judge.LeaseJudge.Life;
import ds.trial.kv.judge.LeaseJudge.Renewal;
import ds.trial.kv.judge.LeaseJudge.Sighting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Leases of three seconds, by hand.
class LeaseJudgeTest {

  private static final long SECOND = 1_000_000_000;
  private static final long TTL = 3 * SECOND;
  private static final Renewal GRANT = new Renewal(0, SECOND, Optional.of(TTL));

  private final LeaseJudge judge = new LeaseJudge(new Moments(0));

  @BeforeEach
  void enoughHonestLeases() {
    judge.heard(1, 0);
    for (int i = 0; i < 10; i++) {
      judge.judge(life(List.of(GRANT), there(2 * SECOND, 1), gone(4 * SECOND)));
    }
  }

  @Test
  void endingInTimePasses() {
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
  }

  @Test
  void endingBeforeTheTimeIsCaught() {
    judge.judge(life(List.of(GRANT), gone(TTL - SECOND / 10)));
    assertThat(witness()).contains("ended early", "had to live until 3.000 s", "2.900 s");
  }

  @Test
  void aSignOfLifeCountsFromWhenItWasSent() {
    var beat = new Renewal(2 * SECOND, 4 * SECOND, Optional.of(TTL));
    judge.judge(life(List.of(GRANT, beat), gone(5 * SECOND + 1)));
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
    judge.judge(life(List.of(GRANT, beat), gone(5 * SECOND - SECOND / 10)));
    assertThat(witness()).contains("sent at 2.000 s");
  }

  @Test
  void aSignOfLifeWithoutAnAnswerPromisesNothing() {
    var lost = new Renewal(2 * SECOND, 4 * SECOND, Optional.empty());
    judge.judge(life(List.of(GRANT, lost), gone(4 * SECOND)));
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
  }

  @Test
  void notEndingIsCaught() {
    answeredFromTo(1, 15);
    judge.judge(life(List.of(GRANT), there(15 * SECOND, 1)));
    assertThat(witness()).contains("did not end");
  }

  @Test
  void whileNobodyIsAnsweredNoLeaseCanEnd() {
    answeredFromTo(1, 5);
    answeredFromTo(14, 15);
    judge.judge(life(List.of(GRANT), there(15 * SECOND, 1)));
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
  }

  @Test
  void theFirstAnswerAfterASilenceMayBeTheSighting() {
    answeredFromTo(1, 5);
    judge.judge(life(List.of(GRANT), there(15 * SECOND, 1)));
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
  }

  @Test
  void afterASilenceALeaseHasToEnd() {
    answeredFromTo(1, 5);
    answeredFromTo(10, 30);
    judge.judge(life(List.of(GRANT), there(30 * SECOND, 1)));
    assertThat(witness()).contains("did not end");
  }

  @Test
  void aNewLeaderCountsAnew() {
    judge.heard(2, 12 * SECOND);
    judge.judge(life(List.of(GRANT), there(15 * SECOND, 2)));
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
  }

  @Test
  void aSignOfLifeThatIsStillUnderWayMayKeepItAlive() {
    var lost = new Renewal(2 * SECOND, 4 * SECOND, Optional.empty());
    judge.judge(life(List.of(GRANT, lost), there(40 * SECOND, 1)));
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
  }

  private void answeredFromTo(long first, long last) {
    for (long second = first; second <= last; second++) {
      judge.heard(1, second * SECOND);
    }
  }

  private static Life life(List<Renewal> renewals, Sighting... sightings) {
    return new Life("The lease of k", TTL, renewals, List.of(sightings));
  }

  private static Sighting there(long time, long term) {
    return new Sighting(time, time, true, term);
  }

  private static Sighting gone(long time) {
    return new Sighting(time, time, false, 1);
  }

  private String witness() {
    return ((Ruling.Fail) judge.judgement().ruling()).witness();
  }
}

package ds.trial.kv.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Answers and their revisions, by hand.
class RevisionJudgeTest {

  private final RevisionJudge judge = new RevisionJudge(new Moments(0));

  @BeforeEach
  void aHundredHonestWrites() {
    for (int revision = 1; revision <= 100; revision++) {
      judge.wrote(judge.floor(), "put", revision, revision);
    }
  }

  @Test
  void growingRevisionsPass() {
    judge.read(judge.floor(), "get", 100, 200);
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
  }

  @Test
  void aReadThatOverlapsAWriteMayMissIt() {
    var before = judge.floor();
    judge.wrote(judge.floor(), "put", 101, 200);
    judge.read(before, "get", 100, 201);
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
  }

  @Test
  void aStaleReadIsCaught() {
    judge.read(judge.floor(), "get k of r7", 99, 200);
    assertThat(witness()).contains("get k of r7", "as of revision 99", "with revision 100");
  }

  @Test
  void aWriteMakesANewRevision() {
    judge.wrote(judge.floor(), "put", 100, 200);
    assertThat(witness()).contains("put was answered");
  }

  @Test
  void aMemberThatGoesBackIsCaught() {
    judge.local(0, "get", 50, 200);
    assertThat(judge.judgement().ruling()).isEqualTo(new Ruling.Pass());
    judge.local(50, "get", 49, 201);
    assertThat(witness()).contains("gone back in time");
  }

  private String witness() {
    return ((Ruling.Fail) judge.judgement().ruling()).witness();
  }
}

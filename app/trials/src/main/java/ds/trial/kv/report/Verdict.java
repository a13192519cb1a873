package ds.trial.kv.report;

import ds.trial.kv.judge.Judgement;
import ds.trial.kv.judge.Ruling;
import java.util.List;

/// What comes of all judges together: one failure fails a trial, and a judge that cannot tell
/// leaves it open.
public enum Verdict {
  PASS("pass", "held", "No promise was broken"),
  UNKNOWN("unknown", "unknown", "No promise was seen to be broken, but not all could be judged"),
  FAIL("fail", "broken", "A promise was broken");

  private final String look;
  private final String word;
  private final String headline;

  Verdict(String look, String word, String headline) {
    this.look = look;
    this.word = word;
    this.headline = headline;
  }

  static Verdict of(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Pass() -> PASS;
      case Ruling.Fail _ -> FAIL;
      case Ruling.Unknown _ -> UNKNOWN;
    };
  }

  /// The gravest; a trial without a judge proves nothing.
  static Verdict of(List<Judgement> judgements) {
    return judgements.stream()
        .map(judgement -> of(judgement.ruling()))
        .max(Verdict::compareTo)
        .orElse(UNKNOWN);
  }

  /// Its name in the page's styles and for programs.
  String look() {
    return look;
  }

  /// What is said of a promise.
  String word() {
    return word;
  }

  /// What is said of a trial.
  public String headline() {
    return headline;
  }
}

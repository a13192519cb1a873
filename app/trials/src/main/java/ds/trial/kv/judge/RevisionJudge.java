package ds.trial.kv.judge;

/// Judges the one number that every answer bears: the store's revision.
///
/// The revision counts the writes of the whole store. What was acknowledged before a call was made
/// has its revision, so an answer with a smaller one is from a store that has forgotten or not yet
/// learned a write that somebody counts on. That is no full judge of anything, but it costs nothing
/// and sees every call, whichever keys are concerned.
public final class RevisionJudge {

  private static final String ANSWERS = "answers";
  private static final String LOCAL = "serializable reads";
  private static final String BEHIND = "serializable reads that were behind";

  /// The largest revision that a client was told, and how.
  ///
  /// @param time at which it was told
  public record Floor(long revision, String told, long time) {}

  private final Moments moments;
  private final Findings findings = new Findings(ANSWERS, LOCAL, BEHIND);
  private volatile Floor floor;

  public RevisionJudge(Moments moments) {
    this.moments = moments;
    this.floor = new Floor(0, "nothing", moments.begin());
  }

  /// To be read before a call is made.
  public Floor floor() {
    return floor;
  }

  /// A linearizable read, or a request that wrote nothing, was answered.
  public void read(Floor before, String call, long revision, long time) {
    answered(before, call, revision, before.revision(), time);
  }

  /// A write was answered with the revision that it made.
  public void wrote(Floor before, String call, long revision, long time) {
    answered(before, call, revision, before.revision() + 1, time);
  }

  private void answered(Floor before, String call, long revision, long least, long time) {
    findings.add(ANSWERS, 1);
    if (revision < least) {
      findings.fail(
          call
              + " was answered at "
              + moments.at(time)
              + " as of revision "
              + revision
              + ". But it was called after "
              + before.told()
              + " had been answered at "
              + moments.at(before.time())
              + " with revision "
              + before.revision()
              + ".");
    }
    raise(new Floor(revision, call, time));
  }

  private synchronized void raise(Floor next) {
    if (next.revision() > floor.revision()) {
      floor = next;
    }
  }

  /// A member answered from what it had, over a connection on which it had shown `seen` before.
  public void local(long seen, String call, long revision, long time) {
    findings.add(LOCAL, 1);
    if (revision < floor.revision()) {
      findings.add(BEHIND, 1);
    }
    if (revision < seen) {
      findings.fail(
          call
              + " was answered at "
              + moments.at(time)
              + " as of revision "
              + revision
              + ", over the very connection on which revision "
              + seen
              + " had been shown before. A member has gone back in time.");
    }
  }

  public Judgement judgement() {
    findings.demand(ANSWERS, 100);
    return findings.judgement(
        "revisions",
        "No answer is older than what was acknowledged before it was asked for; and a member that "
            + "answers by itself never goes back.");
  }
}

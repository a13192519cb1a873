package ds.trial.kv.stage;

import ds.trial.kv.judge.HistoryJudge;
import ds.trial.kv.judge.LeaseJudge;
import ds.trial.kv.judge.LockJudge;
import ds.trial.kv.judge.Moments;
import ds.trial.kv.judge.RevisionJudge;
import ds.trial.kv.judge.WatchJudge;

/// All judges of a trial.
///
/// @param watches of watches over every key that clients use
public record Court(
    HistoryJudge registers,
    HistoryJudge swaps,
    HistoryJudge transactions,
    RevisionJudge revisions,
    WatchJudge watches,
    LeaseJudge leases,
    LockJudge locks) {

  private static final long OPERATIONS_MIN = 200;

  public static Court of(Moments moments) {
    return new Court(
        new HistoryJudge(
            new HistoryJudge.Kind(
                "registers",
                "Reads, puts and deletes of a key, made at any member, can be lined up as if there "
                    + "were one copy of it; no acknowledged write is lost.",
                OPERATIONS_MIN),
            moments),
        new HistoryJudge(
            new HistoryJudge.Kind(
                "compare-and-set",
                "A key is changed by whoever still finds what it has seen, and by nobody else.",
                OPERATIONS_MIN),
            moments),
        new HistoryJudge(
            new HistoryJudge.Kind(
                "transactions",
                "Transactions over several keys take effect whole and at one moment, or not at"
                    + " all.",
                OPERATIONS_MIN),
            moments),
        new RevisionJudge(moments),
        new WatchJudge("watches", moments),
        new LeaseJudge(moments),
        new LockJudge(moments));
  }
}

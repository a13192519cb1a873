/// # Judges of what clients saw of a real cluster
///
/// A trial lasts half an hour, its clients make a million calls, and servers die all the time. Was
/// every answer right? A judge that kept everything would run out of memory, one that looked at
/// samples would miss the one answer that counts, and one that blames a server that did nothing
/// wrong is worse than none.
///
/// So each judge has one argument that lets it forget. Histories are short, because clients change
/// keys. Watches must all tell the same, so what all have told can go. Leases and locks are judged
/// one life at a time, by what a client's own clock proves. And revisions need one number.
///
/// **Read** [Ruling], then [HistoryJudge] and [WatchJudge], which see most.
///
/// | what is judged                           | here            | by                              |
/// |------------------------------------------|-----------------|---------------------------------|
/// | registers, compare-and-set, transactions | [HistoryJudge]  | linearizability of [CellsModel] |
/// | watches: all, once, in order             | [WatchJudge]    | a ledger of revisions           |
/// | leases: not early, not late              | [LeaseJudge]    | the client's clock              |
/// | locks: one holder                        | [LockJudge]     | the clock, and fences           |
/// | stale reads, members that go back        | [RevisionJudge] | the largest revision told       |
///
/// **Kept**, and checked by the test of each judge: a broken promise is caught with a witness that
/// tells it in words; an honest history passes; one with too little in it is *unknown*, and so is
/// one that a bound cuts off.
///
/// **Left out:** what only shows in what a server does not answer. How long it may be silent is for
/// the report to show.
package ds.trial.kv.judge;

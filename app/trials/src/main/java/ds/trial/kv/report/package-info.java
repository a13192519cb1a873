/// # The page that tells of a trial
///
/// A trial of half an hour leaves hundreds of faults and a million calls behind. Whoever is to
/// believe its verdict wants to see at one glance what was done to the cluster, what its clients
/// felt of it, and what each judge rests on.
///
/// **Read** [Account], all that is known; [Report] writes it.
///
/// | on the page                          | here        |
/// |--------------------------------------|-------------|
/// | the sentence at the top              | [Verdict]   |
/// | bars and lines over time             | [Chart]     |
/// | figures, judges and their witnesses  | [Page]      |
/// | colours, narrow screens              | [Look]      |
///
/// **Kept**, and checked by `ReportTest`: the page loads nothing, and shows hostile texts as texts.
///
/// **Left out:** anything that moves.
package ds.trial.kv.report;

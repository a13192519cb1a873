/// # The judges of histories
///
/// To tell whether a history is correct, one looks for a legal order of its operations. There are
/// `n!` orders of `n` operations, and the question is NP-complete. Yet most histories are judged in
/// microseconds, because at any time only few operations overlap.
///
/// The search places one operation after the other, each time one that may come next, and goes back
/// when it is stuck. It remembers the configurations that it has been in. What makes it fast is
/// that few configurations differ: see [LinearizationSearch].
///
/// **Read** [Linearizability], then [LinearizationSearch#run].
///
/// | property               | its order must keep                 | judged by               |
/// |------------------------|-------------------------------------|-------------------------|
/// | linearizability        | who returned before whom was called | [Linearizability]       |
/// | sequential consistency | each client's own order             | [SequentialConsistency] |
///
/// What weaker stores promise is judged in `ds.lab.history.session`.
///
/// **Kept**, and checked on thousands of small histories against a checker that tries every order:
/// a pass comes with an order that explains every answer; a fail means that there is none. Every
/// search ends within its [Bounds], the same history always in the same way, and if a bound stops
/// it, the verdict is *unknown*.
///
/// **Left out:** parallel search. One history is judged on one thread, so that the same code runs
/// in the browser; whoever has many histories judges them side by side.
///
/// *Sources:* J. Wing and C. Gong, *Testing and Verifying Concurrent Objects*, 1993; G. Lowe,
/// *Testing for Linearizability*, 2017; A. Horn and D. Kroening, *Faster Linearizability Checking
/// via P-Compositionality*, 2015; L. Lamport, *How to Make a Multiprocessor Computer That Correctly
/// Executes Multiprocess Programs*, 1979.
package ds.lab.history.check;

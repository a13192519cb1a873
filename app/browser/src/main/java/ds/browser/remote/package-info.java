/// # The engine on the other side of a wire
///
/// A page's engine is compiled when the house is built, so it knows the nodes of the house. A node
/// that somebody has written this minute is run where it was compiled, on a JVM, and the page asks
/// for it: the questions and answers are the same.
///
/// That costs the page nothing but a request on this machine for each question. To compile such a
/// node for the browser would take the engine's whole build each time, and refuse what the
/// browser's class library lacks.
///
/// **Read** [RemoteDesk].
///
/// | concept                                | type                  |
/// |----------------------------------------|-----------------------|
/// | what answers the questions             | [ds.browser.Desk]     |
/// | the wire, at both ends                 | [RemoteDesk]          |
///
/// **Kept,** and checked by `RemoteDeskTest`: whatever the engine exports can be asked over the
/// wire, and whatever is asked is answered.
package ds.browser.remote;

/// # The simulated world in a page
///
/// The debugger in the page draws no model of its own: it asks this program, which is the command
/// line's own world compiled to WebAssembly. The page opens a run by its link, looks at any moment
/// of it, and takes it over.
///
/// **Read** [Engine], whose methods are all that the page can call, then `Session`.
///
/// | concept                                  | type         |
/// |------------------------------------------|--------------|
/// | what the page calls                      | [Engine]     |
/// | who answers                              | [Desk]       |
/// | a run with the tree of its branches      | `Session`    |
/// | a run as a whole                         | `Overview`   |
/// | a stretch of it, to be drawn             | `Columns`    |
/// | a moment of it                           | `MomentView` |
/// | the nodes at that moment                 | `Album`      |
/// | its steps, promises and calls in words   | `Telling`    |
///
/// **Kept,** and checked by `EngineTest`: whatever the page asks, it is answered, if with an error
/// in words; equal links make equal answers, in a browser as on a JVM.
///
/// **Left out:** pictures. The page draws; only the static picture is made here.
package ds.browser;

/// # The engine in a real browser
///
/// That a page runs the same world as the command line is proven, and measured, in a browser: in
/// Chromium without a window, if the machine has it.
///
/// **Read** [EnginePage].
///
/// | concept                                 | type         |
/// |-----------------------------------------|--------------|
/// | a page with the engine at hand          | [EnginePage] |
/// | the browser that opens it               | [Chromium]   |
package ds.browser.chromium;

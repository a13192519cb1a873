/// # The pages, seen by a browser
///
/// What a page does shows only in a browser, so these tests use one: Debian's chromium, steered by
/// Playwright. Where there is none, they say so and are skipped.
///
/// **Read** [Browsing] for how a test gets a page, and then [DebuggerTest], which does by hand what
/// a visitor does.
package ds.workbench.page;

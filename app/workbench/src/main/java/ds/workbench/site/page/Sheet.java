package ds.workbench.site.page;

/// What is on a page, without its frame.
///
/// @param address from the root of the site
/// @param title for the window
/// @param kind of layout: `text`, `home`, `source` or `wide`
/// @param main HTML
/// @param aside HTML beside it, or nothing
/// @param isLive whether a run can be stepped in it
public record Sheet(
    String address, String title, String kind, String main, String aside, boolean isLive) {}

package ds.workbench.site.text;

/// @param level 1 for a page's title
/// @param anchor what a link to it has behind `#`
public record Heading(int level, String anchor, String text) {}

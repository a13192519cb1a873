/// # What is around a text: the page
///
/// Every page has the same frame, so that a visitor finds the same things at the same places, and a
/// screen reader the same landmarks: a link past it all, the bar, the contents, the text, what is
/// on this page, the foot.
///
/// **Read** [Frame] first. [HomePage] is the only page that nobody wrote as Markdown; [SourcePages]
/// show the files that texts lead to.
@NullMarked
package ds.workbench.site.page;

import org.jspecify.annotations.NullMarked;

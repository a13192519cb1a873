/// # Search without a server
///
/// The words of all pages, sorted, each with the sections that it stands in. The page reads the
/// index when somebody wants to search, and not before.
///
/// **Read** [SearchIndex] first; `site/search.js` is the other half.
@NullMarked
package ds.workbench.site.search;

import org.jspecify.annotations.NullMarked;

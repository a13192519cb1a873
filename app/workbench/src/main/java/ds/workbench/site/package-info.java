/// # The site: pages made of the repository
///
/// Theory, case studies and handouts are Markdown, which reads well raw. This package makes a site
/// of them: static files with relative links, which any web server can hand out, with no back end.
///
/// **Read** [Site] first: what there is at which address. Behind it, each with a package of its
/// own: where things lie (`place`), Markdown made into pages (`text`), what is around it (`page`),
/// code that cannot go stale (`excerpt`), search (`search`). Style and scripts are in the
/// class-path folder `site`, where other rooms put theirs as well ([Assets]).
@NullMarked
package ds.workbench.site;

import org.jspecify.annotations.NullMarked;

/// # Where things lie: in the repository, and on the site
///
/// **Read** [Address] first: where the page of a file is found. [Checkout] knows the files, and a
/// [Defect] is something that is wrong with one of them.
@NullMarked
package ds.workbench.site.place;

import org.jspecify.annotations.NullMarked;

/// # Text and code as HTML
///
/// **Read** [Highlight], which tells the words of code apart; [Html] keeps text from being taken
/// for marks.
@NullMarked
package ds.workbench.site.html;

import org.jspecify.annotations.NullMarked;

/// # Markdown made into pages
///
/// The same text is read raw and as a page, so Markdown says everything and a page adds only what
/// paper cannot: links that hold, terms that lead to the glossary, runs that can be stepped.
///
/// **Read** [Manuscript] first, one file as it was written; [Book], all of them in reading order;
/// and [Edition], which makes a manuscript into the inside of a page. What it does on the way has a
/// class each: [Links], [Terms], [Figures], [CodeBlocks].
@NullMarked
package ds.workbench.site.text;

import org.jspecify.annotations.NullMarked;

/// # Excerpts: code in a text that cannot go stale
///
/// A chapter shows code that runs. The code stands in the Markdown, so that the raw text reads
/// well, and above it a comment says where it was taken from: `<!-- code: FILE#NAME -->`, with the
/// name of a method, a constructor or a type, or of a region between `// region NAME` and `//
/// endregion`. A test compares; `./ds site --excerpts` takes the code from the sources again.
///
/// **Read** [Excerpts] first.
@NullMarked
package ds.workbench.site.excerpt;

import org.jspecify.annotations.NullMarked;

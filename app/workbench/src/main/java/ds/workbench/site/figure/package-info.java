/// # Figures: pictures of runs that cannot go stale
///
/// A figure of a chapter is a run that the debugger opens, and below it a picture for readers
/// without JavaScript and for paper. Above the picture a comment says how it was made, in the words
/// of `./ds picture`: `<!-- figure: LINK --from 9 --to 50 --no-clients -->`. A test draws each of
/// them anew and compares; `./ds site --figures` rewrites the pictures.
///
/// Of a caption, the steps are compared that it names: a comment below it says what happens at
/// them. The rest is not: who rewrites a picture looks whether its caption is still true.
///
/// **Read** [Pictures], then [NamedSteps].
@NullMarked
package ds.workbench.site.figure;

import org.jspecify.annotations.NullMarked;

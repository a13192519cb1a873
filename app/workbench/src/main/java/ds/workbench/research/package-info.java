/// # Reproducing the studies of `research/`
///
/// A number in a text is believed as long as somebody can get it again. A [Study] makes the data,
/// the figures and the table of one text from nothing but seeds; as the simulated world is the same
/// on every machine, the table either agrees with the text to the last digit or the text is out of
/// date.
///
/// **Read** [Study], then [ElectionTimeouts].
///
/// | concept                         | type                               |
/// |---------------------------------|------------------------------------|
/// | a case study                    | [Study], [Studies]                 |
/// | what it makes                   | [Findings]                         |
/// | the table in its text           | [Text]                             |
/// | a figure                        | [Chart]                            |
///
/// Figures are drawn by hand. JFreeSVG is under the GPL and XChart's SVG under the LGPL, and both
/// measure letters with the fonts of the machine, so that the same data would give other files
/// elsewhere. Two axes and some lines need neither.
package ds.workbench.research;

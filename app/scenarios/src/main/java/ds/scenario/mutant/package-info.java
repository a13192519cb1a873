/// # Mutants: who watches the watchers
///
/// A test that has never failed proves nothing: perhaps it looks at the wrong place, perhaps
/// nothing interesting ever happens there. So every checker is itself tested by bugs that somebody
/// planted.
///
/// A [Mutant] is a text file that names a real source file, some of its lines, and what to put in
/// their stead. The patched file is compiled in memory and loaded beside the real classes, so the
/// bug runs in the same scenario and must break one of its properties. Production code knows
/// nothing of it, and a mutant whose lines have gone is an error.
///
/// **Read** [Mutant] for the text form, then [Mutants].
///
/// | concept                                     | type                |
/// |---------------------------------------------|---------------------|
/// | mutation testing                            | [Mutant]            |
/// | the change of a mutant                      | [ds.lab.source.Patch]           |
/// | the mutated program                         | [Mutants]                 |
///
/// **Left out:** mutants that nobody would write. Each stands for a mistake that people make.
package ds.scenario.mutant;

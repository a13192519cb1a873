/// # Benchmarks of the key-value server from the command line
///
/// **Read** [BenchKvCommand], then `LoadFlags`, which all of them share. How things are measured is
/// told by [ds.trial.kv.bench].
@NullMarked
package ds.workbench.kv.bench;

import org.jspecify.annotations.NullMarked;

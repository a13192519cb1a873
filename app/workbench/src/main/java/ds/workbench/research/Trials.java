package ds.workbench.research;

import ds.scenario.mutant.Mutant;
import ds.scenario.mutant.Mutants;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/// The numbers of many trials, one for each seed from 1 on, on all cores.
final class Trials {

  /// Figure 2 of the paper and no more: a patch of our own Raft.
  static final String PAPER = "raft/as-in-the-paper";

  private Trials() {}

  /// Trials of a protocol that is changed as a mutant says.
  static LongFunction<long[]> changed(String mutant, Class<?> trial, String name) {
    Mutant change = Mutants.find(mutant).orElseThrow();
    return Mutants.breakTrial(change, trial, name);
  }

  static long[][] run(LongFunction<long[]> trial, int count) {
    return LongStream.rangeClosed(1, count).parallel().mapToObj(trial).toArray(long[][]::new);
  }
}

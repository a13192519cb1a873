package ds.trial.kv.bench.growth;

import ds.trial.kv.bench.Contender;
import ds.trial.kv.bench.Duel;
import ds.trial.kv.bench.Row;
import ds.trial.kv.bench.Table;
import ds.trial.kv.load.Content;
import ds.trial.kv.load.Latencies;
import ds.trial.process.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Measures the same writes at several sizes.
///
/// @param duel how to measure; its content says how large values are
/// @param rounds of which the one with the median throughput counts
/// @param folder where servers write
/// @param heard gets each measurement when it is there
public record Growth(Duel duel, Row row, int rounds, Path folder, Consumer<Grown> heard) {

  /// A cluster with ever more keys.
  ///
  /// @param program is told the switch of Java that makes it write down its pauses
  public List<Grown> of(Size size, Function<String, Program> program) throws InterruptedException {
    var log = new GcLog(folder);
    List<Grown> grown = new ArrayList<>();
    try (var contender = Contender.start(program.apply(log.javaSwitch()), folder, size.members())) {
      for (int keys : size.keys()) {
        grown.add(measure(contender, size.members(), keys, log));
      }
    }
    return grown;
  }

  /// How many members, and how many keys one after the other.
  public record Size(int members, List<Integer> keys) {}

  private Grown measure(Contender contender, int members, int keys, GcLog log)
      throws InterruptedException {
    log.take();
    Duel at = duel.with(new Content(keys, duel.content().valueBytes()));
    at.fill(contender);
    long filled = contender.residentBytes();
    at.heat(contender);
    List<Grown> all = new ArrayList<>();
    Latencies pauses = log.take();
    for (int round = 1; round <= rounds; round++) {
      var measured = at.measure(contender, row);
      pauses = pauses.and(log.take());
      var size = new Grown.Filled(members, keys, filled);
      var grown = new Grown(contender.name(), size, round, measured, pauses);
      heard.accept(grown);
      all.add(grown);
    }
    all.sort(Comparator.comparingDouble(it -> it.measured().throughput()));
    return all.get((all.size() - 1) / 2);
  }

  /// All sizes, each contender's below the other's.
  public static Table table(List<Grown> all) {
    var table = new Table(Grown.HEADS.toArray(String[]::new));
    all.stream()
        .sorted(
            Comparator.comparingInt((Grown grown) -> grown.filled().members())
                .thenComparingInt(grown -> grown.filled().keys())
                .thenComparing(Grown::contender, Comparator.reverseOrder()))
        .forEach(grown -> table.row(grown.cells()));
    return table;
  }
}

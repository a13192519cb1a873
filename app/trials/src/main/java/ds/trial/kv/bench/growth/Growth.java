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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Measures the same writes at several sizes.
///
/// @param duel how to measure; its content says how large values are
/// @param rounds how often each size is measured
/// @param folder where servers write
/// @param heard gets each measurement when it is there
public record Growth(Duel duel, Row row, int rounds, Path folder, Consumer<Grown> heard) {

  /// Every measurement of a cluster with ever more keys.
  ///
  /// @param program is told the switch of Java that makes it write down its pauses
  public List<Grown> of(Size size, Function<String, Program> program) throws InterruptedException {
    var log = new GcLog(folder);
    List<Grown> grown = new ArrayList<>();
    try (var contender = Contender.start(program.apply(log.javaSwitch()), folder, size.members())) {
      for (int keys : size.keys()) {
        grown.addAll(measure(contender, size.members(), keys, log));
      }
    }
    return grown;
  }

  /// What makes a Java write down its pauses, into a file in the folder of a run.
  public static String gcSwitch(Path folder) {
    return new GcLog(folder).javaSwitch();
  }

  /// How many members, and how many keys one after the other.
  public record Size(int members, List<Integer> keys) {}

  private List<Grown> measure(Contender contender, int members, int keys, GcLog log)
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
    return all;
  }

  /// All sizes, each contender's below the other's: of several rounds the one with the median
  /// throughput.
  public static Table table(List<Grown> all) {
    Map<Place, List<Grown>> rounds = new LinkedHashMap<>();
    all.stream()
        .sorted(
            Comparator.comparingInt((Grown grown) -> grown.filled().members())
                .thenComparingInt(grown -> grown.filled().keys())
                .thenComparing(Grown::contender, Comparator.reverseOrder())
                .thenComparingDouble(grown -> grown.measured().throughput()))
        .forEach(
            grown -> rounds.computeIfAbsent(Place.of(grown), _ -> new ArrayList<>()).add(grown));
    var table = new Table(Grown.HEADS.toArray(String[]::new));
    rounds.values().forEach(grown -> table.row(grown.get((grown.size() - 1) / 2).cells()));
    return table;
  }

  /// A row of the table.
  private record Place(String contender, int members, int keys) {

    static Place of(Grown grown) {
      return new Place(grown.contender(), grown.filled().members(), grown.filled().keys());
    }
  }
}

package ds.trial.kv.bench;

import ds.trial.kv.load.Content;
import ds.trial.kv.load.Load;
import ds.trial.kv.load.LoadPlan;
import ds.trial.kv.load.Mix;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Measures contenders in turn: for each row, one after the other, several times round.
///
/// @param plans how a row of the content is loaded
/// @param heat seconds of load before anything is measured; a server on a Java machine is compiled
///   while it runs
/// @param warmUp seconds of load before each measurement
public record Duel(
    Content content, BiFunction<Content, Row, LoadPlan> plans, int heat, int warmUp, Meter meter) {

  private static final int FILLERS = 64;
  private static final int HEATERS = 256;

  /// @param heard gets each figure when it is there
  public List<Figure> run(
      List<Contender> contenders, List<Row> rows, int rounds, Consumer<Figure> heard)
      throws InterruptedException {
    for (Contender contender : contenders) {
      prepare(contender);
    }
    List<Figure> figures = new ArrayList<>();
    for (Row row : rows) {
      for (int round = 1; round <= rounds; round++) {
        for (Contender contender : contenders) {
          var figure = new Figure(contender.name(), row, round, measure(contender, row));
          figures.add(figure);
          heard.accept(figure);
        }
      }
    }
    return figures;
  }

  /// The same with other content.
  public Duel with(Content other) {
    return new Duel(other, plans, heat, warmUp, meter);
  }

  private void prepare(Contender contender) throws InterruptedException {
    fill(contender);
    heat(contender);
  }

  /// Writes every key once.
  public void fill(Contender contender) throws InterruptedException {
    Load.fill(List.of(contender.awaitLeader()), LoadPlan.closed(content, Mix.PUT, FILLERS));
  }

  /// Lets it run warm.
  public void heat(Contender contender) throws InterruptedException {
    for (Mix mix : List.of(Mix.PUT, Mix.GET)) {
      LoadPlan plan = LoadPlan.closed(content, mix, HEATERS);
      try (Load _ = Load.begin(List.of(contender.awaitLeader()), plan)) {
        TimeUnit.MILLISECONDS.sleep(heat * 500L);
      }
      contender.forgetHistory();
    }
  }

  /// Measures one row once.
  public Measured measure(Contender contender, Row row) throws InterruptedException {
    contender.forgetHistory();
    List<InetSocketAddress> leader = List.of(contender.awaitLeader());
    try (Load load = Load.begin(leader, plans.apply(content, row))) {
      TimeUnit.SECONDS.sleep(warmUp);
      return meter.measure(load, contender.pids());
    }
  }
}

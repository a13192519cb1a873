package ds.trial.kv.workload;

import ds.trial.kv.client.Endpoints;
import ds.trial.kv.judge.Judgement;
import java.time.Duration;
import java.util.List;

/// All clients of a trial. Members may die while they run; the clients go on with others.
public final class Workloads implements AutoCloseable {

  private final Pulse pulse = new Pulse(System.nanoTime());

  private Workloads() {}

  /// Starts the clients. The cluster should answer already.
  public static Workloads start(Endpoints endpoints, Settings settings) {
    return new Workloads();
  }

  /// What they have done so far, second by second.
  public Pulse pulse() {
    return pulse;
  }

  /// Stops the clients, has the judges read the cluster for the last time, and asks them. All
  /// members but a minority have to be up and free of faults.
  ///
  /// @param patience for what the cluster still owes, such as events to watches
  public List<Judgement> finish(Duration patience) {
    return List.of();
  }

  /// Stops the clients without a word.
  @Override
  public void close() {}
}

package ds.trial.kv.workload;

/// A client that does the same thing over and over.
interface Player extends AutoCloseable {

  /// Does it once.
  void play();

  @Override
  void close();
}

package ds.lab.world;

/// A message on its way.
///
/// @param sentAt in real time
public record Envelope<M>(Host<M> from, Host<M> to, M message, long sentAt) {

  /// Whether the message stays on its node and so needs no network.
  public boolean isLocal() {
    return from == to;
  }

  @Override
  public String toString() {
    return from.id() + "->" + to.id() + " " + message;
  }
}

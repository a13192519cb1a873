package ds.runtime.transport;

import java.util.Arrays;
import java.util.Optional;

/// The two ways to a peer. Each is a connection of its own, so that neither waits for the other.
public enum Lane {

  /// Everything a protocol says in the course of its work, in the order in which it was sent.
  /// Heartbeats belong here too: one that overtook the entries sent before it would look like a
  /// loss of them.
  ORDERED(0),

  /// What is large and may take its time, such as the chunks of a snapshot.
  BULK(1);

  private final int code;

  Lane(int code) {
    this.code = code;
  }

  /// As a greeting names it.
  int code() {
    return code;
  }

  static Optional<Lane> of(int code) {
    return Arrays.stream(values()).filter(lane -> lane.code == code).findFirst();
  }
}

package ds.protocol.paxos;

import ds.core.Fact;

/// What a process states about itself.
public sealed interface PaxosFact extends Fact {

  /// The process has learned which value is chosen.
  record Decided(String value) implements PaxosFact {}
}

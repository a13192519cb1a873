package ds.trial.kv.load;

/// Which share of the requests reads.
public enum Mix {
  PUT(0),
  /// Linearizable, as etcd's clients read unless they say otherwise.
  GET(1),
  MIXED(0.8);

  private final double reads;

  Mix(double reads) {
    this.reads = reads;
  }

  double reads() {
    return reads;
  }
}

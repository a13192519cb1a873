package ds.system.kv.front.desk;

import ds.system.kv.command.KvError;

/// A request that means nothing, or asks for what is not there.
public final class RefusedException extends Exception {

  private final KvError error;

  public RefusedException(KvError error) {
    super(error.text(), null, false, false); // an answer, not a defect: no trace
    this.error = error;
  }

  public KvError error() {
    return error;
  }
}

package ds.trial.kv.load;

/// One call, encoded. Its bytes belong to nobody else.
final class Request {

  private final boolean reads;
  private final byte[] bytes;

  Request(boolean reads, byte[] bytes) {
    this.reads = reads;
    this.bytes = bytes;
  }

  boolean reads() {
    return reads;
  }

  byte[] bytes() {
    return bytes;
  }
}

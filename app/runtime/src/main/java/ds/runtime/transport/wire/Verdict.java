package ds.runtime.transport.wire;

import java.util.Arrays;
import java.util.Optional;

/// How a greeting was received. The code is what the wire carries, and is never given away again.
public enum Verdict {
  WELCOME(0, "welcome"),
  OTHER_VERSION(1, "it speaks another version of the protocol"),
  OTHER_CLUSTER(2, "it belongs to another cluster"),
  OTHER_MEMBER(3, "the address belongs to another member"),
  STRANGER(4, "it does not know this member"),
  REMOVED(5, "this member has been removed from the cluster"),
  UNCERTIFIED(6, "the certificate does not name this member");

  private final int code;
  private final String meaning;

  Verdict(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  /// As the one who is turned away would put it.
  public String meaning() {
    return meaning;
  }

  static Optional<Verdict> of(int code) {
    return Arrays.stream(values()).filter(verdict -> verdict.code == code).findFirst();
  }
}

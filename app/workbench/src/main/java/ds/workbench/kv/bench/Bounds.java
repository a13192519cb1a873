package ds.workbench.kv.bench;

import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;

/// What numbers the flags of a benchmark take. All of them are looked at before a server is
/// started: who mistyped one is not to wait for the load to reach it.
final class Bounds {

  static final int NODES_MAX = 9;
  static final int CLIENTS_MAX = 100_000;
  static final int RATE_MAX = 10_000_000;
  static final int SECONDS_MAX = 3_600;
  static final int MINUTES_MAX = 24 * 60;
  static final int TIMES_MAX = 10_000;

  /// A server takes no request above one and a half of it.
  static final int VALUE_BYTES_MAX = 1 << 20;

  private Bounds() {}

  static void check(String flag, long value, long least, long most) {
    if (value < least || value > most) {
      throw Complaint.of(
          Exit.USAGE, flag + " " + value, "expected %d to %d".formatted(least, most));
    }
  }
}

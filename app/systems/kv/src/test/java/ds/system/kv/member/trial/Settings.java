package ds.system.kv.member.trial;

import ds.core.Context;
import ds.protocol.raft.RaftSettings;

/// How members are set in the trials: small, so that what is rare comes often.
final class Settings {

  /// How long a call may wait.
  static final long PATIENCE_NANOS = 2_000 * Context.MILLISECOND;

  /// Snapshots so small that every run is full of them.
  static final RaftSettings RAFT =
      RaftSettings.DEFAULT.with(new RaftSettings.Compaction(12, 16 * 1024, 3, 1));

  /// By how much a clock may run fast or slow, in millionths.
  static final long DRIFT_PPM_MAX = 200_000;

  private Settings() {}
}

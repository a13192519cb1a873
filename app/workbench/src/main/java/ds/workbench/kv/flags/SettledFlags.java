package ds.workbench.kv.flags;

import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Flags of etcd to which there is one answer here. Scripts and files that were written for etcd
/// give most of them the value that is etcd's default; so they are taken where they ask for what is
/// so anyway, and refused where they ask for anything else.
final class SettledFlags {

  @Option(names = "--logger", hidden = true)
  private @Nullable String logger;

  @Option(names = "--metrics", hidden = true)
  private @Nullable String metrics;

  @Option(names = "--proxy", hidden = true)
  private @Nullable String proxy;

  @Option(names = "--pre-vote", hidden = true, arity = "0..1", fallbackValue = "true")
  private @Nullable String preVote;

  @Option(names = "--strict-reconfig-check", hidden = true, arity = "0..1", fallbackValue = "true")
  private @Nullable String strictReconfiguration;

  @Option(
      names = "--experimental-initial-corrupt-check",
      hidden = true,
      arity = "0..1",
      fallbackValue = "true")
  private @Nullable String initialCheck;

  @Option(names = "--enable-v2", hidden = true, arity = "0..1", fallbackValue = "true")
  private @Nullable String version2;

  @Option(names = "--enable-pprof", hidden = true, arity = "0..1", fallbackValue = "true")
  private @Nullable String profiling;

  @Option(names = "--force-new-cluster", hidden = true, arity = "0..1", fallbackValue = "true")
  private @Nullable String newCluster;

  @Option(names = "--unsafe-no-fsync", hidden = true, arity = "0..1", fallbackValue = "true")
  private @Nullable String unforced;

  @Option(names = "--auto-tls", hidden = true, arity = "0..1", fallbackValue = "true")
  private @Nullable String autoTls;

  @Option(names = "--peer-auto-tls", hidden = true, arity = "0..1", fallbackValue = "true")
  private @Nullable String peerAutoTls;

  /// Refuses those that ask for something else.
  void demand() {
    demand("--logger", logger, "zap", "there is one way to write a log, see --log-format");
    demand("--metrics", metrics, "basic", "there are no histograms of calls");
    demand("--proxy", proxy, "off", "there is no proxy");
    demand("--pre-vote", preVote, "true", "members always ask before they disturb a leader");
    demand(
        "--strict-reconfig-check",
        strictReconfiguration,
        "true",
        "a change that could cost the quorum is always refused");
    demand(
        "--experimental-initial-corrupt-check",
        initialCheck,
        "true",
        "nothing is served before all that the data directory holds was checked");
    demand("--enable-v2", version2, "false", "there is no v2 API");
    demand("--enable-pprof", profiling, "false", "there is no profiling over HTTP");
    demand(
        "--force-new-cluster",
        newCluster,
        "false",
        "a new cluster is made by './ds snapshot restore'");
    demand("--unsafe-no-fsync", unforced, "false", "what is acknowledged is on the disk");
    demand("--auto-tls", autoTls, "false", "certificates are given by files");
    demand("--peer-auto-tls", peerAutoTls, "false", "certificates are given by files");
  }

  private static void demand(String flag, @Nullable String given, String settled, String reason) {
    if (given != null && !given.equals(settled)) {
      throw Complaint.of(Exit.USAGE, flag + " " + given, "expected " + settled + ", as " + reason);
    }
  }
}

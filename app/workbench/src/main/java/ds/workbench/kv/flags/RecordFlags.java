package ds.workbench.kv.flags;

import ds.runtime.recorder.RecorderSettings;
import ds.system.kv.server.ServerSettings.Recorded;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of a flight recorder.
public final class RecordFlags {

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "Record there what happens to each member, for './ds replay'.")
  private @Nullable Path directory;

  @Option(
      names = "--record-max-bytes",
      paramLabel = "N",
      defaultValue = "1073741824",
      description = "How much of it is kept of each member (${DEFAULT-VALUE}).")
  private long bytesMax;

  /// What they say, once looked at.
  public Optional<Recorded> recorded() {
    if (bytesMax < RecorderSettings.BYTES_MIN) {
      throw Complaint.of(
          Exit.USAGE,
          "--record-max-bytes " + bytesMax,
          "expected " + RecorderSettings.BYTES_MIN + " or more");
    }
    return Optional.ofNullable(directory)
        .map(path -> new Recorded(path, RecorderSettings.ofBytes(bytesMax)));
  }
}

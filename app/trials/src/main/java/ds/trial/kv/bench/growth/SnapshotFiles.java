package ds.trial.kv.bench.growth;

import ds.trial.process.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The snapshots in the directories of members of ours, as the journal names their files.
record SnapshotFiles(List<Path> directories) {

  private static final String SNAPSHOT = "checkpoint-";
  private static final String UNFINISHED = ".new";

  /// What was there at some time.
  ///
  /// @param bytes of each file, by its path
  record Look(Map<Path, Long> bytes) {

    Look {
      bytes = Map.copyOf(bytes);
    }

    boolean isWriting() {
      return bytes.keySet().stream().anyMatch(Look::isUnfinished);
    }

    private static boolean isUnfinished(Path file) {
      return file.toString().endsWith(UNFINISHED);
    }

    /// How many have been finished since; of one member that finished two, the newer one is there.
    int finishedSince(Look before) {
      return (int)
          bytes.keySet().stream()
              .filter(it -> !isUnfinished(it) && !before.bytes.containsKey(it))
              .count();
    }

    /// Of the largest that is finished.
    long largest() {
      return bytes.entrySet().stream()
          .filter(it -> !isUnfinished(it.getKey()))
          .mapToLong(Map.Entry::getValue)
          .max()
          .orElse(0);
    }
  }

  static SnapshotFiles of(Cluster cluster) {
    return new SnapshotFiles(
        cluster.names().stream().map(name -> cluster.place(name).directory()).toList());
  }

  Look look() {
    Map<Path, Long> found = new HashMap<>();
    for (Path directory : directories) {
      try (var files = Files.newDirectoryStream(directory, SNAPSHOT + "*")) {
        files.forEach(file -> found.put(file, file.toFile().length()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Look(found);
  }
}

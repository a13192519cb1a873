package ds.trial.kv.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.kv.bench.growth.SnapshotFiles.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files as a member leaves them while it writes snapshots.
class SnapshotFilesTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("a snapshot is seen while it is written, and when it was written between two looks")
  void looks() throws Exception {
    var files = new SnapshotFiles(List.of(folder));
    Files.write(folder.resolve("segment-1.log"), new byte[9_000]);
    Files.write(folder.resolve("checkpoint-2-0000000001"), new byte[10]);
    Look rest = files.look();
    assertThat(rest.isWriting()).isFalse();
    assertThat(rest.largest()).isEqualTo(10);

    Path unfinished = Files.write(folder.resolve("checkpoint-2-0000000002.new"), new byte[30]);
    Look writing = files.look();
    assertThat(writing.isWriting()).isTrue();
    assertThat(writing.finishedSince(rest)).isZero();
    assertThat(writing.largest()).isEqualTo(10);

    Files.move(unfinished, folder.resolve("checkpoint-2-0000000002"));
    Files.delete(folder.resolve("checkpoint-2-0000000001"));
    Look finished = files.look();
    assertThat(finished.isWriting()).isFalse();
    assertThat(finished.finishedSince(writing)).isEqualTo(1);
    assertThat(finished.finishedSince(rest)).isEqualTo(1);
    assertThat(finished.largest()).isEqualTo(30);
    assertThat(files.look().finishedSince(finished)).isZero();
  }
}

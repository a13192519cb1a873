package ds.trial.kv.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFilesTest {

  private static final int BEGIN = 4_096;
  private static final int LENGTH = 40;

  @TempDir private Path directory;

  @Test
  @DisplayName("one byte rots, in any frame but the last three of the log")
  void beforeTheEnd() throws IOException {
    Set<Long> frames = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      Path first = segment(1, 1, 2);
      Path last = segment(2, 3, 4);
      byte[] before = Files.readAllBytes(first);
      LogFiles.Rot rot = LogFiles.rot(directory, new SplittableRandom(seed)).orElseThrow();

      byte[] after = Files.readAllBytes(first);
      assertThat(rot.file()).isEqualTo(first);
      assertThat(after[(int) rot.offset()]).isNotEqualTo(before[(int) rot.offset()]);
      after[(int) rot.offset()] = before[(int) rot.offset()];
      assertThat(after).isEqualTo(before);
      assertThat(last).hasBinaryContent(Files.readAllBytes(segment(2, 3, 4)));
      frames.add((rot.offset() - BEGIN) / LENGTH);
    }
    assertThat(frames).containsExactly(0L);
  }

  @Test
  @DisplayName("what a file held in an earlier life is no part of the log")
  void earlierLife() throws IOException {
    segment(7, 20, 21, 22, 3, 4, 5, 6, 7);
    assertThat(LogFiles.rot(directory, new SplittableRandom(1))).isEmpty();
  }

  /// A segment with frames of these numbers.
  private Path segment(int segment, int... numbers) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(BEGIN + LENGTH * numbers.length + 100).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < numbers.length; i++) {
      int at = BEGIN + LENGTH * i;
      bytes.put(at, new byte[] {'D', 'F', 'R', 'M'});
      bytes.putLong(at + 8, numbers[i]);
      bytes.putInt(at + 16, LENGTH);
    }
    return Files.write(directory.resolve("segment-%010d.log".formatted(segment)), bytes.array());
  }
}

package ds.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every storage does, the real one and the one in memory alike.
abstract class StorageContract {

  @TempDir Path directory;

  abstract Storage storage();

  @Test
  void whatIsWrittenIsRead() throws IOException {
    try (StoredFile file = storage().open(directory.resolve("a"))) {
      write(file, "hello", 0);
      write(file, "p!", 3);
      assertThat(file.size()).isEqualTo(5);
      assertThat(read(file, 1, 10)).isEqualTo("elp!");
    }
    try (StoredFile file = storage().open(directory.resolve("a"))) {
      assertThat(read(file, 0, 3)).isEqualTo("hel");
    }
  }

  @Test
  void aGapReadsAsZerosAndNothingIsBehindTheEnd() throws IOException {
    try (StoredFile file = storage().open(directory.resolve("a"))) {
      write(file, "x", 2);
      file.force();
      assertThat(read(file, 0, 9)).isEqualTo("\0\0x");
      assertThat(read(file, 3, 9)).isEmpty();
      assertThat(read(file, 30, 9)).isEmpty();
    }
  }

  @Test
  void aRenamedFileTakesThePlaceOfAnother() throws IOException {
    try (StoredFile a = storage().open(directory.resolve("a"));
        StoredFile b = storage().open(directory.resolve("b"))) {
      write(a, "a", 0);
      write(b, "b", 0);
      storage().rename(directory.resolve("a"), directory.resolve("b"));
      storage().forceDirectory(directory);
      write(a, "A", 0);
    }
    assertThat(storage().list(directory)).containsExactly("b");
    try (StoredFile file = storage().open(directory.resolve("b"))) {
      assertThat(read(file, 0, 9)).isEqualTo("A");
    }
  }

  @Test
  void namesAreListedInAlphabeticalOrder() throws IOException {
    for (String name : new String[] {"b", "c", "a"}) {
      storage().open(directory.resolve(name)).close();
    }
    storage().delete(directory.resolve("b"));
    assertThat(storage().list(directory)).containsExactly("a", "c");
    assertThatThrownBy(() -> storage().delete(directory.resolve("b")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aLockIsHeldByOne() throws IOException {
    Path lock = directory.resolve("LOCK");
    Closeable held = storage().lock(lock);
    assertThatThrownBy(() -> storage().lock(lock)).hasMessageContaining("is in use by process");
    assertThatThrownBy(() -> storage().lock(lock)).hasMessageContaining(directory.toString());
    held.close();
    storage().lock(lock).close();
  }

  static void write(StoredFile file, String text, long position) throws IOException {
    file.write(ByteBuffer.wrap(text.getBytes(UTF_8)), position);
  }

  static String read(StoredFile file, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    int read = file.read(buffer, position);
    return new String(buffer.array(), 0, read, UTF_8);
  }
}

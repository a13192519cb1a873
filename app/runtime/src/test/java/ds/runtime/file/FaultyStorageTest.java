package ds.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FaultyStorageTest extends StorageContract {

  private final FaultyStorage storage = new FaultyStorage();

  @Override
  Storage storage() {
    return storage;
  }

  @Test
  void whatWasForcedSurvivesAndTheRestMayTear() throws IOException {
    try (StoredFile file = storage.open(directory.resolve("a"))) {
      write(file, "-".repeat(1024), 0);
      file.force();
      storage.forceDirectory(directory);
      write(file, "+".repeat(1024), 0);
    }
    Set<String> outcomes = new TreeSet<>();
    for (int seed = 0; seed < 50; seed++) {
      FaultyStorage after = storage.copyUnforced().crash(new SplittableRandom(seed));
      try (StoredFile file = after.open(directory.resolve("a"))) {
        outcomes.add(read(file, 0, 1) + read(file, 512, 1));
      }
    }
    assertThat(outcomes).isEqualTo(Set.of("--", "-+", "+-", "++"));
  }

  @Test
  void aNameMayBeLostThatWasNotForced() throws IOException {
    storage.open(directory.resolve("a")).close();
    storage.forceDirectory(directory);
    storage.rename(directory.resolve("a"), directory.resolve("b"));
    Set<List<String>> outcomes = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      outcomes.add(storage.copyUnforced().crash(new SplittableRandom(seed)).list(directory));
    }
    assertThat(outcomes).isEqualTo(Set.of(List.of("a"), List.of("b")));
  }

  @Test
  void failuresComeWhenTheyAreDue() throws IOException {
    try (StoredFile file = storage.open(directory.resolve("a"))) {
      storage.failWriteAfter(1);
      write(file, "x", 0);
      assertThatThrownBy(() -> write(file, "yy", 0)).hasMessageContaining("Input/output error");
      storage.failForceAfter(0);
      assertThatThrownBy(file::force).hasMessageContaining("at a force");
      storage.leaveRoom(2);
      write(file, "zzz", 0);
      assertThatThrownBy(() -> write(file, "zz", 3)).isInstanceOf(DiskFullException.class);
      storage.failPowerAfter(0);
      assertThatThrownBy(file::size).hasMessageContaining("the power is gone");
    }
  }
}

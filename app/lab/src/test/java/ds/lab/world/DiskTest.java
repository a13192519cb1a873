package ds.lab.world;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Durable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskTest {

  private record Note(int number) implements Durable {}

  private final Disk disk = new Disk();

  @Test
  void whatWasSyncedSurvivesEveryCrash() {
    write(1, 2, 3);
    sync();
    assertThat(disk.crash(0)).isZero();
    assertThat(numbers()).containsExactly(1, 2, 3);
  }

  @Test
  void aCrashLosesASuffixOfWhatWasNotSynced() {
    for (int survivors = 0; survivors <= 2; survivors++) {
      Disk crashed = new Disk();
      crashed.append(new Note(1));
      crashed.beginSync();
      crashed.endSync();
      crashed.append(new Note(2));
      crashed.append(new Note(3));
      assertThat(crashed.crash(survivors)).isEqualTo(2 - survivors);
      assertThat(numbers(crashed)).isEqualTo(List.of(1, 2, 3).subList(0, 1 + survivors));
    }
  }

  @Test
  void whatIsWrittenDuringASyncWaitsForTheNext() {
    write(1);
    disk.beginSync();
    write(2);
    disk.endSync();
    assertThat(disk.durable()).isEqualTo(1);
    assertThat(disk.written()).isEqualTo(2);
  }

  @Test
  void aCheckpointReplacesAllButTheSuffixThatItKeeps() {
    write(1, 2, 3, 4);
    disk.replace(List.of(new Note(10), new Note(20)), 1);
    write(5);
    sync();
    assertThat(numbers()).containsExactly(10, 20, 4, 5);
    disk.replace(List.of(new Note(30)), 2);
    sync();
    assertThat(numbers()).containsExactly(30, 4, 5);
  }

  @Test
  void aCheckpointThatDidNotBecomeDurableLeavesTheOldState() {
    write(1, 2);
    sync();
    disk.replace(List.of(new Note(10)), 0);
    disk.crash(0);
    assertThat(numbers()).containsExactly(1, 2);
  }

  @Test
  void piecesArePulledWhenTheNodeHasLongGoneOn() {
    List<Note> state = new ArrayList<>(List.of(new Note(10)));
    disk.replace(state, 0);
    disk.beginSync();
    state.set(0, new Note(11));
    disk.endSync();
    assertThat(numbers()).containsExactly(11);
    disk.compact(state, 0);
    write(1);
    sync();
    state.set(0, new Note(12));
    sync();
    assertThat(numbers()).containsExactly(12, 1);
  }

  @Test
  void rotIsNoticedAndANewDiskIsEmpty() {
    disk.rot();
    assertThat(disk.isRotten()).as("an empty disk has nothing to rot").isFalse();
    write(1);
    sync();
    disk.rot();
    assertThat(disk.isRotten()).isTrue();
    disk.lose();
    assertThat(disk.isRotten()).isFalse();
    assertThat(numbers()).isEmpty();
  }

  private void write(int... numbers) {
    for (int number : numbers) {
      disk.append(new Note(number));
    }
  }

  private void sync() {
    disk.beginSync();
    disk.endSync();
  }

  private List<Integer> numbers() {
    return numbers(disk);
  }

  private static List<Integer> numbers(Disk disk) {
    return disk.recover().stream().map(record -> ((Note) record).number()).toList();
  }
}

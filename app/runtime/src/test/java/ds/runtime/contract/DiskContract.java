package ds.runtime.contract;

import static ds.runtime.contract.Actor.all;
import static ds.runtime.contract.Actor.checkpoint;
import static ds.runtime.contract.Actor.compact;
import static ds.runtime.contract.Actor.note;
import static ds.runtime.contract.Actor.say;
import static ds.runtime.contract.Actor.write;
import static ds.runtime.contract.WorldUnderTest.A;
import static ds.runtime.contract.WorldUnderTest.B;
import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Durable;
import ds.runtime.contract.Actor.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What is promised of disks.
final class DiskContract {

  static final List<Behaviour> BEHAVIOURS =
      List.of(
          Behaviour.ofOne("a restart finds what was persisted", DiskContract::restart),
          Behaviour.ofOne("a checkpoint replaces what came before", DiskContract::replaces),
          Behaviour.ofOne("a checkpoint keeps what it is told to", DiskContract::keeps),
          Behaviour.ofOne("what was kept counts for the next", DiskContract::keepsWhatWasKept),
          Behaviour.ofOne("a checkpoint is a barrier", DiskContract::checkpointIsABarrier),
          Behaviour.ofOne("pieces are pulled once", DiskContract::pulledOnce),
          Behaviour.ofOne("a disk that rots does not start", DiskContract::rot),
          Behaviour.ofOne("nothing is lost and nothing invented", DiskLives::live));

  static final List<Behaviour> WITH_BAD_DISKS =
      List.of(
          Behaviour.ofTwo("what is sent behind a record waits for it", DiskContract::barrier),
          Behaviour.ofOne("so does a message to oneself", DiskContract::barrierForOneself),
          Behaviour.ofOne("nobody waits for a compaction", DiskContract::compactionIsNoBarrier),
          Behaviour.ofTwo("a disk that refuses stops the node", DiskContract::refusal));

  private DiskContract() {}

  private static void barrier(WorldUnderTest world) {
    world.stall(A);
    world.tell(A, all(say(B, "before"), write("1"), say(B, "behind")));
    world.tell(A, say(B, "a later step"));
    world.await(B, "a: before");
    world.tell(A, note("goes on"));
    world.await(A, "goes on");
    world.linger(B);
    assertThat(world.texts(B).subList(0, 2)).containsExactly("started []", "a: before");
    assertThat(world.texts(B)).hasSize(3);
    world.resume(A);
    world.await(B, "a: behind");
    world.await(B, "a: a later step");
  }

  private static void barrierForOneself(WorldUnderTest world) {
    world.stall(A);
    world.tell(A, all(write("1"), say(A, "behind")));
    world.linger(A);
    assertThat(world.texts(A)).hasSize(2).doesNotContain("a: behind");
    world.resume(A);
    world.await(A, "a: behind");
  }

  private static void restart(WorldUnderTest world) throws Exception {
    world.tell(A, all(write("1"), write("2")));
    world.tell(A, all(write("3"), say(A, "written")));
    world.await(A, "a: written");
    world.crash(A);
    assertThat(world.recovered(A)).containsExactly("1", "2", "3");
    world.crash(A);
    assertThat(world.recovered(A)).containsExactly("1", "2", "3");
  }

  private static void replaces(WorldUnderTest world) throws Exception {
    world.tell(A, all(write("1"), write("2"), checkpoint(0, "x", "y", "z")));
    world.tell(A, all(write("3"), say(A, "written")));
    world.await(A, "a: written");
    world.crash(A);
    assertThat(world.recovered(A)).containsExactly("x", "y", "z", "3");
    world.tell(A, all(checkpoint(0), say(A, "emptied")));
    world.await(A, "a: emptied");
    world.crash(A);
    assertThat(world.recovered(A)).isEmpty();
  }

  private static void keeps(WorldUnderTest world) throws Exception {
    world.tell(A, all(write("1"), write("2"), write("3"), checkpoint(2, "x"), write("4")));
    world.tell(A, say(A, "written"));
    world.await(A, "a: written");
    world.crash(A);
    assertThat(world.recovered(A)).containsExactly("x", "2", "3", "4");
  }

  private static void keepsWhatWasKept(WorldUnderTest world) throws Exception {
    world.tell(A, all(write("1"), write("2"), write("3"), checkpoint(2, "x"), write("4")));
    world.tell(A, all(checkpoint(2, "y"), write("5"), compact(3, "z"), say(A, "written")));
    world.await(A, "a: written");
    world.crash(A);
    assertThat(world.recovered(A)).isIn(List.of("y", "3", "4", "5"), List.of("z", "3", "4", "5"));
    world.tell(A, all(checkpoint(100, "x"), say(A, "all kept")));
    world.await(A, "a: all kept");
    world.crash(A);
    assertThat(world.recovered(A)).containsExactly("x", "3", "4", "5");
  }

  private static void checkpointIsABarrier(WorldUnderTest world) throws Exception {
    world.tell(A, all(write("1"), say(A, "written")));
    world.await(A, "a: written");
    world.tell(A, all(checkpoint(0, "x"), say(A, "replaced")));
    world.await(A, "a: replaced");
    world.crash(A);
    assertThat(world.recovered(A)).containsExactly("x");
  }

  private static void compactionIsNoBarrier(WorldUnderTest world) throws Exception {
    world.tell(A, all(write("1"), say(A, "written")));
    world.await(A, "a: written");
    world.stall(A);
    world.tell(A, all(compact(0, "..1"), say(A, "at once")));
    world.await(A, "a: at once");
    world.crash(A);
    assertThat(world.recovered(A)).isIn(List.of("1"), List.of("..1"));
  }

  /// Pulled one at a time and once, so a node may hand over a view of what it has.
  private static void pulledOnce(WorldUnderTest world) throws Exception {
    List<String> pulled = new ArrayList<>();
    world.tell(
        A,
        all(
            write("1"),
            context ->
                context.checkpoint(
                    () -> Stream.of("x", "y").peek(pulled::add).<Durable>map(Line::new).iterator(),
                    0),
            say(A, "replaced")));
    world.await(A, "a: replaced");
    assertThat(pulled).containsExactly("x", "y");
    world.crash(A);
    assertThat(world.recovered(A)).containsExactly("x", "y");
  }

  private static void rot(WorldUnderTest world) throws Exception {
    world.tell(A, all(write("an apple"), say(A, "one")));
    world.await(A, "a: one");
    world.tell(A, all(write("a pear"), say(A, "two")));
    world.await(A, "a: two");
    world.crash(A);
    world.rot(A, "an apple");
    assertThat(world.restart(A)).as("a damaged disk starts").isFalse();
  }

  private static void refusal(WorldUnderTest world) throws Exception {
    world.tell(A, all(write("1"), say(A, "written")));
    world.await(A, "a: written");
    world.refuse(A);
    world.tell(A, all(say(B, "before"), write("2"), say(B, "behind"), say(A, "behind")));
    world.awaitEnd(A);
    world.linger(B);
    assertThat(world.texts(A)).doesNotContain("a: behind");
    assertThat(world.texts(B)).doesNotContain("a: behind");
    assertThat(world.recovered(A)).isIn(List.of("1"), List.of("1", "2"));
    world.tell(A, all(write("3"), say(A, "again")));
    world.await(A, "a: again");
  }
}

package ds.runtime.recorder;

import static ds.runtime.recorder.Gossips.places;
import static ds.runtime.recorder.Gossips.replay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.Effect;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Node;
import ds.runtime.file.DamagedFileException;
import ds.runtime.file.DiskStorage;
import ds.runtime.file.FaultyStorage;
import ds.runtime.recorder.Gossips.Rumour;
import ds.runtime.recorder.Gossips.Talk;
import ds.runtime.recorder.Gossips.Whisper;
import ds.runtime.recorder.form.Shelf;
import ds.runtime.recorder.form.Shelf.Place;
import ds.runtime.recorder.replay.Recording;
import ds.runtime.recorder.replay.Replayed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was recorded of nodes on a host, replayed; and what becomes of it on a disk that is as bad
/// as a disk may be.
class RecorderTest {

  /// How often the same rumour begins, so that luck leads it to everybody at least once.
  private static final int TIMES = 5;

  /// In what is written first: a segment's own page comes before it.
  private static final long DAMAGE_AT = 4_200;

  @TempDir private Path directory;

  private static UnaryOperator<Node<Talk>> asTheyAre() {
    return UnaryOperator.identity();
  }

  @Test
  void whatWasRecordedHappensOnceMore() throws Exception {
    try (var gossips = Gossips.recorded(directory)) {
      for (int i = 0; i < 20; i++) {
        gossips.whisper("rumour " + i);
      }
      assertThat(gossips.recorder.isRecording()).isTrue();
    }
    assertThat(places(directory)).extracting(Place::node).containsExactly("a", "b", "c");
    long heard = 0;
    for (Place place : places(directory)) {
      List<Replayed<Talk>> steps = replay(place, asTheyAre());
      assertThat(steps).allMatch(step -> step.difference().isEmpty());
      heard += steps.stream().filter(it -> it.step().event() instanceof Event.Received).count();
      assertThat(steps).extracting(Replayed::time).isSorted();
    }
    assertThat(heard).as("each rumour is heard 21 times").isEqualTo(20 * 21);
  }

  @Test
  void whatTheDiskGaveBackIsPartOfIt() throws Exception {
    var disk = new FaultyStorage();
    try (var gossips = Gossips.recorded(directory, disk)) {
      gossips.whisper("before");
    }
    try (var gossips = Gossips.recorded(directory, disk)) {
      gossips.whisper("after");
    }
    long recovered = 0;
    for (Place place : places(directory)) {
      assertThat(replay(place, asTheyAre()))
          .flatMap(it -> it.difference().stream().toList())
          .isEmpty();
      if (place.number() == 2) {
        recovered += recovered(place);
      }
    }
    assertThat(recovered).isEqualTo(21);
  }

  private static long recovered(Place place) throws IOException {
    try (var recording = Recording.open(place, DiskStorage.forReading())) {
      var rerun =
          new ds.runtime.recorder.replay.Rerun<>(
              recording, Gossips.script(), new Gossips.Gossip(recording.origin().id()));
      var started = (Event.Started<Talk>) rerun.step().step().event();
      long count = 0;
      for (var _ : started.recovered()) {
        count++;
      }
      return count;
    }
  }

  /// A source of chance that the world does not know of.
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private static Node<Talk> counting(Node<Talk> node) {
    return (event, context) -> {
      node.on(event, context);
      if (event instanceof Event.Received<Talk>(_, Rumour(var text, _, _))
          && text.equals("planted")) {
        context.send(Gossips.AUDIENCE, new Whisper("no. " + COUNTER.incrementAndGet()));
      }
    };
  }

  @Test
  void aNodeThatKnowsMoreThanItWasToldIsFoundOutAtThatStep() throws Exception {
    var recorder = Recorder.open(directory, RecorderSettings.DEFAULT, DiskStorage.forOwner());
    try (var gossips = new Gossips(new FaultyStorage(), recorder, RecorderTest::counting)) {
      gossips.whisper("harmless");
      for (int i = 0; i < TIMES; i++) {
        gossips.tell("planted");
        for (String told = gossips.hear(); told.startsWith("no. "); told = gossips.hear()) {
          // It goes from mouth to mouth.
        }
      }
    }
    for (Place place : places(directory)) {
      List<Replayed<Talk>> steps = replay(place, RecorderTest::counting);
      List<Replayed<Talk>> planted = steps.stream().filter(RecorderTest::isPlanted).toList();
      assertThat(planted).as(place.node()).isNotEmpty();
      assertThat(steps.getLast()).isEqualTo(planted.getFirst());
      var difference = planted.getFirst().difference().orElseThrow();
      assertThat(difference.what()).contains("is now: send").contains("no. ");
      assertThat(difference.recorded()).hasSameSizeAs(difference.replayed());
    }
  }

  private static boolean isPlanted(Replayed<Talk> replayed) {
    return replayed.step().effects().stream()
        .anyMatch(
            it -> it instanceof Effect.Send<Talk>(_, Whisper(var text)) && text.startsWith("no. "));
  }

  @Test
  void aNodeThatAsksTheWorldForOtherThingsIsFoundOut() throws Exception {
    try (var gossips = Gossips.recorded(directory)) {
      gossips.whisper("rumour");
    }
    Place place = places(directory).getFirst();
    List<Replayed<Talk>> steps =
        replay(
            place,
            node ->
                (event, context) -> {
                  node.on(event, context);
                  if (event instanceof Event.Received) {
                    context.random(2);
                  }
                });
    assertThat(steps.getLast().difference().orElseThrow().what())
        .isEqualTo("it asks for a random number, which it had not");
  }

  @Test
  void whatFailedFailsOnceMore() throws Exception {
    UnaryOperator<Node<Talk>> fragile =
        node ->
            (event, context) -> {
              node.on(event, context);
              if (event instanceof Event.Received<Talk>(_, Whisper(var text))
                  && text.equals("fatal")) {
                throw new IllegalStateException("broken on purpose");
              }
            };
    var recorder = Recorder.open(directory, RecorderSettings.DEFAULT, DiskStorage.forOwner());
    try (var gossips = new Gossips(new FaultyStorage(), recorder, fragile)) {
      gossips.tell("fatal");
      assertThat(gossips.hear()).isEqualTo("node failed");
    }
    Place first = places(directory).getFirst();
    assertThat(replay(first, fragile)).allMatch(step -> step.difference().isEmpty());
    assertThat(replay(first, asTheyAre()).getLast().difference().orElseThrow().what())
        .isEqualTo("it had thrown java.lang.IllegalStateException, and has not now");
  }

  private static Path lastFile(Place place) throws IOException {
    try (var files = Files.list(place.path())) {
      return files.sorted().toList().getLast();
    }
  }

  @Test
  void aTornEndIsLeftOut() throws Exception {
    try (var gossips = Gossips.recorded(directory)) {
      gossips.whisper("one");
      gossips.awaitRecorded(directory, DAMAGE_AT + 1); // what follows is written by itself
      gossips.whisper("two");
    }
    Place place = places(directory).getFirst();
    int whole = replay(place, asTheyAre()).size();
    try (var file = FileChannel.open(lastFile(place), StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 5);
    }
    List<Replayed<Talk>> steps = replay(place, asTheyAre());
    assertThat(steps).hasSizeLessThan(whole).allMatch(step -> step.difference().isEmpty());
    try (var recording = Recording.open(place, DiskStorage.forReading())) {
      assertThat(recording.tornBytes()).isPositive();
    }
  }

  @Test
  void aDamagedMiddleIsRefusedAndSaidWhere() throws Exception {
    try (var gossips = Gossips.recorded(directory)) {
      gossips.whisper("first");
      gossips.awaitRecorded(directory, DAMAGE_AT + 1);
      for (int i = 0; i < 20; i++) {
        gossips.whisper("rumour " + i);
      }
    }
    Place place = places(directory).getFirst();
    Path file = lastFile(place);
    try (var bytes = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var one = ByteBuffer.allocate(1);
      bytes.read(one, DAMAGE_AT);
      one.put(0, (byte) ~one.get(0));
      bytes.write(one.flip(), DAMAGE_AT);
    }
    assertThatThrownBy(() -> replay(place, asTheyAre()))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageStartingWith(file + " is damaged at offset 4");
  }

  @Test
  void onAFullDiskTheRecordingEndsAndTheNodesGoOn() throws Exception {
    var disk = new FaultyStorage();
    var recorder = Recorder.open(Path.of("rec"), RecorderSettings.DEFAULT, disk);
    try (var gossips = new Gossips(new FaultyStorage(), recorder, asTheyAre())) {
      gossips.whisper("before");
      disk.leaveRoom(0);
      String told = "after";
      while (recorder.isRecording()) {
        gossips.whisper(told);
      }
      gossips.whisper("and on");
      assertThat(recorder.isRecording()).isFalse();
    }
  }

  @Test
  void whatCannotBeWrittenDownEndsTheRecordingAndHarmsNobody() throws Exception {
    record Unheard() implements Fact {}
    UnaryOperator<Node<Talk>> reporting =
        node ->
            (event, context) -> {
              node.on(event, context);
              if (event instanceof Event.Received) {
                context.report(new Unheard());
              }
            };
    var recorder = Recorder.open(directory, RecorderSettings.DEFAULT, DiskStorage.forOwner());
    try (var gossips = new Gossips(new FaultyStorage(), recorder, reporting)) {
      while (recorder.isRecording()) {
        gossips.whisper("rumour");
      }
      gossips.tell("after");
      assertThat(gossips.hear()).contains(" has heard ");
    }
    Place first = places(directory).getFirst();
    assertThat(replay(first, asTheyAre()))
        .flatMap(it -> it.difference().stream().toList())
        .isEmpty();
  }

  @Test
  void whatIsMoreThanMayWaitEndsTheRecordingAndHarmsNobody() throws Exception {
    var settings = new RecorderSettings(1 << 20, 1 << 16, 1 << 10);
    var recorder = Recorder.open(directory, settings, DiskStorage.forOwner());
    try (var gossips = new Gossips(new FaultyStorage(), recorder, asTheyAre())) {
      String text = "x".repeat(settings.bufferBytesMax());
      while (recorder.isRecording()) {
        gossips.whisper(text);
      }
      gossips.tell("after");
      assertThat(gossips.hear()).contains(" has heard ");
    }
    Place first = places(directory).getFirst();
    assertThat(replay(first, asTheyAre()))
        .flatMap(it -> it.difference().stream().toList())
        .isEmpty();
  }

  @Test
  void onlyTheOwnerMayReadIt() throws Exception {
    try (var gossips = Gossips.recorded(directory.resolve("deep/down"))) {
      gossips.whisper("secret");
    }
    Place place = places(directory.resolve("deep/down")).getFirst();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lastFile(place))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.path())))
        .isEqualTo("rwx------");
  }

  @Test
  void theOldestLivesMakeRoomForNewOnes() throws Exception {
    var settings = new RecorderSettings(1 << 18, 1 << 16, 1 << 20);
    var disk = new FaultyStorage();
    for (int life = 1; life <= 8; life++) {
      var recorder = Recorder.open(directory, settings, DiskStorage.forOwner());
      try (var gossips = new Gossips(disk, recorder, asTheyAre())) {
        for (int i = 0; i < 10; i++) {
          gossips.whisper("x".repeat(200) + i);
        }
        assertThat(recorder.isRecording()).isTrue();
      }
    }
    var shelf = new Shelf(directory, new DiskStorage());
    for (var name : Gossips.NAMES) {
      List<Place> places = shelf.places(name);
      assertThat(places.getLast().number()).isEqualTo(8);
      assertThat(places.getFirst().number()).isGreaterThan(1);
      long bytes = 0;
      for (Place place : places) {
        bytes += shelf.bytes(place);
        assertThat(replay(place, asTheyAre()))
            .flatMap(it -> it.difference().stream().toList())
            .isEmpty();
      }
      assertThat(bytes).isLessThanOrEqualTo(settings.bytesMax());
    }
  }

  @Test
  void aLifeThatIsTooLongIsRecordedAsFarAsThereIsRoom() throws Exception {
    var settings = new RecorderSettings(1 << 18, 1 << 16, 1 << 20);
    var recorder = Recorder.open(directory, settings, DiskStorage.forOwner());
    try (var gossips = new Gossips(new FaultyStorage(), recorder, asTheyAre())) {
      String text = "x".repeat(20_000); // longer than a record of such a small segment
      while (recorder.isRecording()) {
        gossips.whisper(text);
      }
    }
    for (Place place : places(directory)) {
      assertThat(replay(place, asTheyAre()))
          .flatMap(it -> it.difference().stream().toList())
          .isEmpty();
    }
  }
}

package ds.runtime.recorder;

import static ds.core.Context.MILLISECOND;

import ds.core.Check;
import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.runtime.codec.Codec;
import ds.runtime.codec.Family;
import ds.runtime.file.DiskStorage;
import ds.runtime.file.FaultyStorage;
import ds.runtime.file.Pace;
import ds.runtime.file.Storage;
import ds.runtime.host.Host;
import ds.runtime.host.HostSettings;
import ds.runtime.host.Hosted;
import ds.runtime.host.NodeKind;
import ds.runtime.journal.Journal;
import ds.runtime.journal.JournalSettings;
import ds.runtime.journal.log.LogSettings;
import ds.runtime.recorder.form.Script;
import ds.runtime.recorder.form.Shelf;
import ds.runtime.recorder.form.Shelf.Place;
import ds.runtime.recorder.replay.Recording;
import ds.runtime.recorder.replay.Replayed;
import ds.runtime.recorder.replay.Rerun;
import ds.runtime.transport.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/// Nodes on a host that tell each other rumours, and are recorded.
final class Gossips implements AutoCloseable {

  static final List<NodeId> NAMES = List.of(new NodeId("a"), new NodeId("b"), new NodeId("c"));
  static final NodeId AUDIENCE = new NodeId("audience");

  private static final Pace FAST = new Pace(1 << 16, 1L << 40);
  private static final JournalSettings SMALL =
      new JournalSettings(new LogSettings(1 << 16, 2, FAST), 1 << 14, 1 << 16, 1 << 15, FAST);
  private static final long PATIENCE_SECONDS = 60;
  private static final long LOOK_NANOS = 1_000_000;

  sealed interface Talk {}

  /// From outside: a rumour begins.
  record Whisper(String text) implements Talk {}

  /// From mouth to mouth.
  record Rumour(String text, long heat, long heard) implements Talk {}

  record Noted(String text) implements Durable {}

  record Yawn(int number) implements Timer {}

  record Bored(int yawns) implements Fact {}

  /// Passes a rumour on until it is cold, to somebody whom luck chooses, and writes it down.
  static final class Gossip implements Node<Talk> {

    private final NodeId self;
    private final List<String> known = new ArrayList<>();
    private int yawns;

    Gossip(NodeId self) {
      this.self = self;
    }

    @Override
    public void on(Event<Talk> event, Context<Talk> context) {
      switch (event) {
        case Started(var recovered) -> {
          recovered.forEach(noted -> known.add(((Noted) noted).text()));
          yawn(context);
        }
        case Received(_, Whisper(var text)) -> pass(text, 20, context);
        case Received(_, Rumour(var text, long heat, _)) -> pass(text, heat - 1, context);
        case TimerFired(_) -> yawn(context);
      }
    }

    private void pass(String text, long heat, Context<Talk> context) {
      known.add(text);
      context.persist(new Noted(text));
      if (heat == 0) {
        context.send(AUDIENCE, new Whisper(self + " has heard " + known.size()));
      } else {
        NodeId next = NAMES.get((int) context.random(NAMES.size()));
        context.send(next, new Rumour(text, heat, context.now()));
      }
    }

    private void yawn(Context<Talk> context) {
      yawns++;
      context.report(new Bored(yawns));
      context.arm(new Yawn(yawns), MILLISECOND, 2 * MILLISECOND);
      context.disarm(new Yawn(yawns - 2));
    }
  }

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final List<Hosted<Talk>> gossips = new ArrayList<>();
  private final Journal journal;
  private final Host host;
  final Recorder recorder;

  /// @param planted what becomes of each node before it is started
  Gossips(FaultyStorage disk, Recorder recorder, UnaryOperator<Node<Talk>> planted)
      throws IOException {
    this.recorder = recorder;
    this.journal = Journal.open(Path.of("journal"), SMALL, disk, _ -> heard.add("disk failed"));
    this.host = new Host(HostSettings.DEFAULT, journal, (_, _, _) -> heard.add("node failed"));
    host.<Talk>open(AUDIENCE, (_, talk) -> heard.add(((Whisper) talk).text()));
    for (NodeId name : NAMES) {
      Node<Talk> node = planted.apply(new Gossip(name));
      Node<Talk> recorded = recorder.record(name, new byte[] {1}, node, script());
      gossips.add(
          host.start(name, recorded, new NodeKind<>(talks(), records(), _ -> Lane.ORDERED)));
    }
  }

  static Gossips recorded(Path directory) throws IOException {
    return recorded(directory, new FaultyStorage());
  }

  static Gossips recorded(Path directory, FaultyStorage disk) throws IOException {
    return new Gossips(
        disk,
        Recorder.open(directory, RecorderSettings.DEFAULT, DiskStorage.forOwner()),
        UnaryOperator.identity());
  }

  private static Codec<Talk> talks() {
    return Codec.of(Talk.class);
  }

  private static Codec<Durable> records() {
    return Codec.of(Durable.class, Family.of(Durable.class, Noted.class));
  }

  static Script<Talk> script() {
    Codec<Talk> talks = talks();
    Codec<Fact> facts = Codec.of(Fact.class, Family.of(Fact.class, Bored.class));
    return new Script<>("gossip", talks, records(), talks::encode, facts);
  }

  /// Begins a rumour, and waits until it is cold.
  void whisper(String text) throws InterruptedException {
    tell(text);
    hear();
  }

  /// Waits until the first node's recording has so many bytes on the disk.
  void awaitRecorded(Path directory, long bytes) throws IOException {
    Path path = places(directory).getFirst().path();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (bytes(path) < bytes) {
      Check.that(System.nanoTime() - deadline < 0, "what was recorded is written");
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static long bytes(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.mapToLong(it -> it.toFile().length()).sum();
    }
  }

  void tell(String text) {
    gossips.getFirst().take(AUDIENCE, new Whisper(text));
  }

  String hear() throws InterruptedException {
    String text = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return text == null ? "silence" : text;
  }

  @Override
  public void close() throws IOException {
    host.close();
    recorder.close();
    journal.close();
  }

  /// All recordings in a directory.
  static List<Place> places(Path directory) throws IOException {
    return new Shelf(directory, new DiskStorage()).places();
  }

  /// Replays a recording to its end, or to the first difference.
  static List<Replayed<Talk>> replay(Place place, UnaryOperator<Node<Talk>> planted)
      throws IOException {
    return replay(place, planted, DiskStorage.forReading());
  }

  static List<Replayed<Talk>> replay(
      Place place, UnaryOperator<Node<Talk>> planted, Storage storage) throws IOException {
    List<Replayed<Talk>> steps = new ArrayList<>();
    try (var recording = Recording.open(place, storage)) {
      var node = planted.apply(new Gossip(recording.origin().id()));
      var rerun = new Rerun<>(recording, script(), node);
      while (rerun.next().isPresent()
          && (steps.isEmpty() || steps.getLast().difference().isEmpty())) {
        steps.add(rerun.step());
      }
    }
    return steps;
  }
}

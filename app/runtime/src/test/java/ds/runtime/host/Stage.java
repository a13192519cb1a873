package ds.runtime.host;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.runtime.codec.Codec;
import ds.runtime.codec.Family;
import ds.runtime.file.FaultyStorage;
import ds.runtime.file.Pace;
import ds.runtime.journal.Journal;
import ds.runtime.journal.JournalSettings;
import ds.runtime.journal.log.LogSettings;
import ds.runtime.transport.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A host with one node, which does what a test tells it, and a port that hears what it says.
final class Stage implements AutoCloseable {

  static final NodeId ACTOR = new NodeId("actor");
  static final NodeId AUDIENCE = new NodeId("audience");

  static final Path FOLDER = Path.of("host");
  private static final Pace FAST = new Pace(1 << 16, 1L << 40);
  static final JournalSettings SMALL =
      new JournalSettings(new LogSettings(1 << 16, 2, FAST), 1 << 14, 1 << 16, 1 << 15, FAST);
  private static final long PATIENCE_SECONDS = 60;

  sealed interface Word {}

  record Said(String text) implements Word {}

  /// Never leaves the process.
  record Cue(Consumer<Context<Word>> act) implements Word {}

  record Line(String text) implements Durable {}

  record Bell(String name) implements Timer {}

  /// Says what it hears, and what it remembers when it starts.
  private static final class Actor implements Node<Word> {

    @Override
    public void on(Event<Word> event, Context<Word> context) {
      switch (event) {
        case Started(var recovered) -> {
          List<String> lines = new ArrayList<>();
          recovered.forEach(line -> lines.add(((Line) line).text()));
          context.send(AUDIENCE, new Said("started " + lines));
        }
        case Received(_, Cue(var act)) -> act.accept(context);
        case Received(var from, Said(var text)) ->
            context.send(AUDIENCE, new Said(from + " said " + text));
        case TimerFired(Bell(var name)) -> context.send(AUDIENCE, new Said("bell " + name));
        case TimerFired(_) -> throw new IllegalStateException("there is no other timer");
      }
    }
  }

  final FaultyStorage storage;
  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
  final Host host;
  final Hosted<Word> actor;
  private final Journal journal;

  Stage(FaultyStorage storage) throws IOException {
    this.storage = storage;
    this.journal =
        Journal.open(FOLDER, SMALL, storage, reason -> failures.add("disk " + reason.getMessage()));
    this.host =
        new Host(
            HostSettings.DEFAULT,
            journal,
            (node, _, cause) -> failures.add(node + " " + cause.getMessage()));
    host.<Word>open(AUDIENCE, (_, word) -> heard.add(((Said) word).text()));
    @SuppressWarnings("unchecked") // a cue is never encoded
    Codec<Word> words = (Codec<Word>) (Codec<? extends Word>) Codec.of(Said.class);
    Codec<Durable> lines = Codec.of(Durable.class, Family.of(Durable.class, Line.class));
    this.actor = host.start(ACTOR, new Actor(), new NodeKind<>(words, lines, _ -> Lane.ORDERED));
  }

  /// Has the node do something, in one step.
  void cue(Consumer<Context<Word>> act) {
    actor.take(AUDIENCE, new Cue(act));
  }

  /// Has the journal written for another node of the process, and with it all that was appended.
  void writeForAnother() throws IOException, InterruptedException {
    var durable = new CountDownLatch(1);
    journal.stream("another").sync(durable::countDown);
    durable.await();
  }

  String next() throws InterruptedException {
    String text = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return text == null ? "silence" : text;
  }

  String failure() throws InterruptedException {
    String text = failures.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return text == null ? "no failure" : text;
  }

  @Override
  public void close() throws IOException {
    storage.resume(); // a test that fails in between is to end all the same
    host.close();
    journal.close();
  }
}

package ds.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Fact;
import ds.core.NodeId;
import ds.runtime.codec.Codec;
import ds.runtime.codec.Family;
import ds.runtime.file.FaultyStorage;
import ds.runtime.journal.Journal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ResidentTest {

  private static final NodeId SELF = new NodeId("self");
  private static final NodeId OTHER = new NodeId("other");

  private final List<String> events = new ArrayList<>();

  /// A node whose first event is not its start has forgotten what it promised: it would vote again
  /// in a term in which it has voted.
  @Test
  @DisplayName("what comes before a node has started is lost, and what comes then is not")
  void startsFirst() throws Exception {
    try (var journal = Journal.open(Stage.FOLDER, Stage.SMALL, new FaultyStorage(), _ -> {});
        var thread = Executors.newSingleThreadScheduledExecutor();
        var loop = new Loop(thread)) {
      Codec<Durable> records = Codec.of(Durable.class, Family.of(Durable.class, Stage.Line.class));
      var disk = new NodeDisk(journal.stream("self"), records);
      var resident = new Resident<>(SELF, (event, _) -> note(event), disk, new Nobody(), loop);

      resident.take(new Received<>(OTHER, "early"));
      resident.start();
      resident.take(new Received<>(OTHER, "in time"));
    }
    assertThat(events).containsExactly("started", "in time");
  }

  private void note(Event<String> event) {
    switch (event) {
      case Started<String> _ -> events.add("started");
      case Received<String>(_, var message) -> events.add(message);
      default -> throw new IllegalStateException("nobody armed a timer");
    }
  }

  /// Surroundings in which nothing is to happen.
  private static final class Nobody implements Resident.Surroundings<String> {

    @Override
    public void send(NodeId to, String message) {
      throw new IllegalStateException("nobody sends");
    }

    @Override
    public void reported(Fact fact) {
      throw new IllegalStateException("nobody reports");
    }

    @Override
    public void stepped() {
      // counted by others
    }

    @Override
    public void nodeFailed(Event<String> event, Throwable cause) {
      throw new IllegalStateException(cause);
    }

    @Override
    public void unreadable(IOException reason) {
      throw new IllegalStateException(reason);
    }
  }
}

package ds.workbench.replay;

import ds.core.Durable;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.scenario.Scenario;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftFact;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.RaftRecord;
import ds.runtime.codec.Codec;
import ds.runtime.codec.Family;
import ds.runtime.file.DiskStorage;
import ds.runtime.recorder.Recorder;
import ds.runtime.recorder.RecorderSettings;
import ds.runtime.recorder.form.Script;
import ds.runtime.recorder.form.Shelf;
import ds.runtime.recorder.form.Shelf.Place;
import ds.runtime.recorder.replay.Recording;
import ds.scenario.raft.ElectionSafety;
import ds.scenario.raft.LogSafety;
import ds.workbench.replay.Cast.Law;
import ds.workbench.replay.Replay.Telling;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Raft servers that elect leaders in the simulated world, are recorded there, and are replayed:
/// with the class of a mutant in the place of the real one, if it is loaded so.
public final class Elections {

  private static final int SERVERS = 3;

  private static final Family COMMANDS =
      Family.of(Command.class, Entry.NoOp.class, Entry.Configuration.class);
  private static final Family RECORDS = Family.of(Durable.class, RaftRecord.class);

  private Elections() {}

  /// Looks for a seed under which a promise breaks, records that run, and replays it.
  ///
  /// @return what the simulation says, and what the replay prints
  /// @param first seed to be tried
  /// @param seeds how many are
  public static List<String> held(String directory, int first, int seeds) {
    long seed =
        LongStream.range(first, first + seeds)
            .filter(it -> outcome(scenario(Raft::new), it).violation().isPresent())
            .findFirst()
            .orElse(first);
    String simulated = record(Path.of(directory), seed);
    return List.of(simulated, replay(Path.of(directory)));
  }

  private interface Maker {
    Raft make(NodeId self, Membership members, RaftSettings settings, Application application);
  }

  private static Scenario<RaftMessage> scenario(Maker maker) {
    return Scenario.<RaftMessage>named("elections")
        .servers(SERVERS, (self, servers) -> server(self, servers, maker))
        .always("election safety", () -> new ElectionSafety<>(Optional::of))
        .lasting(3_000);
  }

  private static Node<RaftMessage> server(NodeId self, List<NodeId> servers, Maker maker) {
    return maker.make(self, Membership.of(servers), RaftSettings.DEFAULT, Application.None.NONE);
  }

  private static Outcome outcome(Scenario<RaftMessage> scenario, long seed) {
    return new Run<>(scenario, seed).toEnd();
  }

  private static String record(Path directory, long seed) {
    try (var recorder =
        Recorder.open(directory, RecorderSettings.DEFAULT, DiskStorage.forOwner())) {
      var scenario = scenario(Raft::new);
      var recorded =
          scenario.servers(
              SERVERS,
              (self, servers) -> {
                try {
                  return recorder.record(
                      self, new byte[0], server(self, servers, Raft::new), script());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      return outcome(recorded, seed)
          .violation()
          .map(it -> it.step() + " " + it.property() + ": " + it.why())
          .orElse("holds");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Script<RaftMessage> script() {
    Codec<RaftMessage> messages = Codec.of(RaftMessage.class, COMMANDS, RECORDS);
    return new Script<>(
        "elections",
        messages,
        Codec.of(Durable.class, RECORDS, COMMANDS),
        messages::encode,
        Codec.of(Fact.class, Family.of(Fact.class, RaftFact.class), COMMANDS));
  }

  private static String replay(Path directory) {
    var text = new StringWriter();
    Map<NodeId, List<Recording>> recordings = new TreeMap<>();
    try {
      for (Place place : new Shelf(directory, DiskStorage.forReading()).places()) {
        var recording = Recording.open(place, DiskStorage.forReading());
        recordings.computeIfAbsent(recording.origin().id(), _ -> new ArrayList<>()).add(recording);
      }
      List<NodeId> servers = List.copyOf(recordings.keySet());
      var cast =
          new Cast<>(
              script(),
              origin -> server(origin.id(), servers, Raft::new),
              List.of(
                  new Law<>("election safety", () -> new ElectionSafety<>(Optional::of)),
                  new Law<>("log matching", () -> new LogSafety<>(Optional::of))));
      var telling = new Telling(false, 1, Integer.MAX_VALUE);
      var out = new PrintWriter(text);
      out.println(new Replay<>(cast, recordings, telling, out).run());
      out.flush();
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package ds.scenario.behaviour.notes;

import static ds.core.Context.MILLISECOND;

import ds.core.Effect;
import ds.core.Step;
import ds.lab.chance.Span;
import ds.lab.scenario.Scenario;
import ds.lab.world.Host;
import ds.lab.world.World;
import ds.protocol.raft.RaftFact.Applied;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.scenario.raft.Converged;
import ds.scenario.raft.ElectionSafety;
import ds.scenario.raft.LogSafety;
import ds.scenario.raft.StateMachineSafety;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// Clusters of note servers, with what every one of them promises at every step.
public final class Notes {

  private static final Span PAUSE = Span.millis(10, 90);

  /// How long it may take at most until everything is well again.
  private static final long PATIENCE = 20_000;

  private Notes() {}

  /// So many servers, to whom nobody speaks yet.
  public static Scenario<RaftMessage> cluster(int servers) {
    return cluster(servers, RaftSettings.DEFAULT);
  }

  public static Scenario<RaftMessage> cluster(int servers, RaftSettings settings) {
    return Scenario.<RaftMessage>named("notes")
        .servers(servers, (self, all) -> new NoteServer(self, all, settings))
        .always("election safety", () -> new ElectionSafety<>(Optional::of))
        .always("log matching and leader completeness", () -> new LogSafety<>(Optional::of))
        .always("state machine safety", StateMachineSafety::new)
        .always("nothing is committed early", () -> new OnMajority(servers))
        .always("servers keep the same notes", SameNotes::new);
  }

  /// The same cluster with one client, which sends notes at set times.
  public static Scenario<RaftMessage> crying(Scenario<RaftMessage> cluster, Crier.Call... calls) {
    return cluster.clients(1, (self, servers) -> new Crier(servers, List.of(calls)));
  }

  /// The same cluster with clients that write one note after the other, through all faults up to
  /// `calm`, in milliseconds. Then everything comes to be as if there had been none.
  public static Scenario<RaftMessage> written(
      Scenario<RaftMessage> cluster, int authors, long calm) {
    long nanos = calm * MILLISECOND;
    return cluster
        .clients(authors, (self, servers) -> new Author(servers, PAUSE))
        .calmAt(calm)
        .lasting(calm + PATIENCE)
        .eventually("what authors know to be kept is kept by all", () -> new NothingLost(nanos))
        .eventually("all catch up", () -> new Converged<>(cluster.serverIds(), nanos))
        .sometimes(
            "a note is kept before the calm", (world, step) -> world.now() < nanos && thanked(step))
        .eventually(
            "a note is kept after the calm", (world, step) -> world.now() > nanos && thanked(step));
  }

  private static boolean thanked(Step<RaftMessage> step) {
    return step.effects().stream()
        .anyMatch(effect -> effect instanceof Effect.Report<RaftMessage>(Author.Thanked _));
  }

  private static Set<Note> distinct(Host<RaftMessage> host) {
    return host.node() instanceof NoteServer server
        ? new LinkedHashSet<>(server.notes())
        : Set.of();
  }

  /// Whether each server runs and keeps at least so many different notes, and all the same ones in
  /// the same order.
  public static boolean allKeep(World<RaftMessage> world, int count) {
    List<Host<RaftMessage>> hosts =
        world.hosts().stream().filter(host -> host.node() instanceof NoteServer).toList();
    List<Note> first = ((NoteServer) hosts.getFirst().node()).notes();
    return hosts.stream().allMatch(Host::isUp)
        && hosts.stream().allMatch(host -> ((NoteServer) host.node()).notes().equals(first))
        && distinct(hosts.getFirst()).size() >= count;
  }

  /// How many servers keep exactly so many different notes.
  public static long keepers(World<RaftMessage> world, int count) {
    return world.hosts().stream()
        .filter(host -> host.node() instanceof NoteServer && distinct(host).size() == count)
        .count();
  }

  /// A step in which a server applies such a note.
  public static BiPredicate<World<RaftMessage>, Step<RaftMessage>> applied(Predicate<Note> test) {
    return (world, step) ->
        step.effects().stream()
            .anyMatch(effect ->
                effect instanceof Effect.Report<RaftMessage>(Applied applied)
                    && applied.command() instanceof Note note
                    && test.test(note));
  }
}

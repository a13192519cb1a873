package ds.scenario.study;

import static ds.core.Context.MILLISECOND;

import ds.core.Durable;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Draws;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Simulation;
import ds.lab.world.Observer;
import ds.lab.world.World;
import ds.protocol.raft.RaftFact.BecameCandidate;
import ds.protocol.raft.RaftFact.BecameLeader;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.RaftSettings.Timing;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.RaftRecord.Appended;
import ds.protocol.raft.log.RaftRecord.TermAndVote;
import ds.protocol.raft.log.Term;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/// One crash of a leader, as in the paper's §9.3: how long are five servers without one?
///
/// The trial begins with the heartbeat that the leader has just broadcast: it reaches all four
/// others at once, and they wait anew. The leader dies at a random moment before the next heartbeat
/// would be due, which is half of the shortest election timeout later. Logs differ in length, so
/// that only two of the four can be elected.
public final class ElectionTrial implements LongFunction<long[]> {

  /// When nobody leads by then, the trial is given up.
  public static final long GIVEN_UP = 20_000 * MILLISECOND;

  /// There and back together the paper's broadcast time, "roughly 15ms".
  private static final LinkProfile NETWORK = LinkProfile.LAN.delaying(Span.millis(7, 8));

  /// Entries in the logs of the servers that are left. Whoever has 9 or 8 finds no third vote.
  private static final List<Integer> LENGTHS = List.of(10, 10, 9, 8, 10);

  /// Beyond the keys that a simulation uses for its own chance.
  private static final long CRASH_KEY = 1L << 50;

  private static final NodeId DEAD = new NodeId("s5");

  private final Timing timing;
  private final Scenario<RaftMessage> scenario;

  private ElectionTrial(Timing timing) {
    this.timing = timing;
    this.scenario =
        Scenario.<RaftMessage>named("election")
            .servers(LENGTHS.size(), this::server)
            .network(NETWORK)
            .at(0, new Fault.Crashed(DEAD));
  }

  /// @param range of election timeouts in milliseconds, such as `150-300`; both ends may be equal
  public static Optional<LongFunction<long[]>> of(String range) {
    int dash = range.indexOf('-');
    long min = Long.parseLong(range.substring(0, dash)) * MILLISECOND;
    // A timing demands some spread: a nanosecond is none.
    long max = Math.max(min + 1, Long.parseLong(range.substring(dash + 1)) * MILLISECOND);
    return Optional.of(new ElectionTrial(new Timing(min / 2, min, max)));
  }

  private StudyServer server(NodeId self, List<NodeId> all) {
    int length = LENGTHS.get(all.indexOf(self));
    Entry entry = new Entry(new Term(1), new Entry.NoOp());
    List<Durable> disk =
        List.of(
            new TermAndVote(new Term(1), Optional.of(DEAD)),
            new Appended(new LogIndex(1), Collections.nCopies(length, entry)));
    return new StudyServer(self, all, RaftSettings.DEFAULT.with(timing), disk, 0);
  }

  /// @return the time without a leader in nanoseconds, and how many candidates there were
  @Override
  public long[] apply(long seed) {
    long crash = Draws.keyed(seed, CRASH_KEY).between(0, timing.heartbeat());
    Observation seen = new Observation();
    new Simulation<>(scenario.setting(), seed, seen).run(GIVEN_UP, () -> seen.elected > 0);
    return new long[] {seen.elected > 0 ? seen.elected - crash : GIVEN_UP, seen.candidates};
  }

  private static final class Observation implements Observer<RaftMessage> {
    private long elected;
    private long candidates;

    @Override
    public void stepped(World<RaftMessage> world, Step<RaftMessage> step) {
      if (Facts.first(step, BecameCandidate.class).isPresent()) {
        candidates++;
      }
      if (Facts.first(step, BecameLeader.class).isPresent()) {
        elected = world.now();
      }
    }
  }
}

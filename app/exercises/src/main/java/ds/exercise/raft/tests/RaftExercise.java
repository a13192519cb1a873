package ds.exercise.raft.tests;

import ds.exercise.raft.RaftFact;
import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.Tally;
import ds.exercise.task.Exercise;

/// A server of a Raft cluster: election, log, persistence, snapshots.
public final class RaftExercise {

  public static final Exercise<RaftMessage> EXERCISE =
      Exercise.<RaftMessage>named("raft", "consensus: one log on servers that fail")
          .taking("20 hours")
          .after("ping")
          .writing("RaftServer")
          .given(RaftMessage.class, RaftFact.class, Tally.class)
          .part(
              "Election",
              ElectionTests.ONE_LEADER,
              ElectionTests.A_NEW_LEADER,
              ElectionTests.NO_MAJORITY,
              ElectionTests.SEVEN_SERVERS,
              ElectionTests.BAD_NETWORK)
          .part(
              "Log",
              LogTests.AGREEMENT,
              LogTests.CONCURRENT_PROPOSALS,
              LogTests.BUDGET_OF_MESSAGES,
              LogTests.BUDGET_OF_BYTES,
              LogTests.FOLLOWER_LOST,
              LogTests.NO_MAJORITY,
              LogTests.LEADER_BACK,
              LogTests.BACK_UP,
              LogTests.FIGURE_8,
              LogTests.BAD_NETWORK)
          .part(
              "Persistence",
              PersistenceTests.RESTARTS,
              PersistenceTests.STAGGERED,
              PersistenceTests.VOTES,
              PersistenceTests.SLOW_DISK,
              PersistenceTests.FIGURE_8,
              PersistenceTests.FIGURE_8_BAD,
              PersistenceTests.CHURN,
              PersistenceTests.CHURN_BAD)
          .part(
              "Snapshots",
              SnapshotTests.SHORT,
              SnapshotTests.LAGGARD,
              SnapshotTests.CRASHED,
              SnapshotTests.RESTARTS,
              SnapshotTests.STALE,
              SnapshotTests.EVERYTHING);

  private RaftExercise() {}
}

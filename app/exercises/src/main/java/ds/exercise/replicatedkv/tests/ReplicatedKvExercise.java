package ds.exercise.replicatedkv.tests;

import ds.exercise.replicatedkv.KvMessage;
import ds.exercise.replicatedkv.Operation;
import ds.exercise.replicatedkv.Result;
import ds.exercise.task.Exercise;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftFact;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.RaftTimer;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Term;

/// A store on several servers that looks like one which never fails: a state machine on Raft.
public final class ReplicatedKvExercise {

  public static final Exercise<KvMessage> EXERCISE =
      Exercise.<KvMessage>named(
              "replicated-kv", "a state machine on a log: exactly once, linearizable, bounded")
          .taking("10 hours")
          .after("exactly-once", "raft")
          .writing("KvServer")
          .given(
              KvMessage.class,
              Operation.class,
              Result.class,
              Raft.class,
              RaftMessage.class,
              RaftFact.class,
              RaftTimer.class,
              RaftSettings.class,
              Answer.class,
              Application.class,
              Command.class,
              LogIndex.class,
              Membership.class,
              Term.class)
          .part(
              "A state machine on a log",
              MachineTests.ONE_CLIENT,
              MachineTests.MANY_CLIENTS,
              MachineTests.LEADER_ALONE,
              MachineTests.RESTART,
              MachineTests.LEADER_LOST)
          .part(
              "Once, and never out of date",
              SessionTests.LOST_ANSWERS,
              SessionTests.LATE_REQUESTS,
              SessionTests.SPEED,
              SessionTests.READING,
              SessionTests.OLD_LEADER,
              SessionTests.PARTITIONS,
              SessionTests.CRASHES,
              SessionTests.ALL_AT_ONCE)
          .part(
              "Snapshots",
              SnapshotTests.SHORT_LOG,
              SnapshotTests.LAGGARD,
              SnapshotTests.SESSIONS,
              SnapshotTests.ALL_AT_ONCE);

  private ReplicatedKvExercise() {}
}

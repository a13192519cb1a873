package ds.protocol.raft;

import static ds.core.Context.MILLISECOND;

import ds.core.Check;
import ds.core.Context;

/// The times and bounds of one Raft, each with its reason. All servers of a cluster share them.
public record RaftSettings(Timing timing, Limits limits, Compaction compaction, Reading reading) {

  /// For a local network, and for state machines with small commands.
  public static final RaftSettings DEFAULT =
      new RaftSettings(Timing.DEFAULT, Limits.DEFAULT, Compaction.DEFAULT, Reading.INDEX);

  public RaftSettings {
    Check.that(
        reading.mode() == ReadMode.INDEX || reading.leaseHeartbeats(timing) > 0,
        "a lease lasts for at least one heartbeat");
  }

  /// In nanoseconds.
  ///
  /// @param heartbeat between two rounds of heartbeats: with three servers, 75 ms make 53 messages
  ///   a second when nothing else happens
  /// @param electionMin a follower waits at least so long for its leader, and exactly so long it
  ///   helps nobody to replace it: four heartbeats, so that three lost in a row do not unseat it
  /// @param electionMax spreads candidates, so that one usually wins before the next awakes (§5.2)
  public record Timing(long heartbeat, long electionMin, long electionMax) {

    public static final Timing DEFAULT =
        new Timing(75 * MILLISECOND, 300 * MILLISECOND, 600 * MILLISECOND);

    public Timing {
      Check.that(heartbeat > 0, "a heartbeat takes time");
      Check.that(heartbeat < electionMin, "a leader is heard from before it is given up");
      Check.that(electionMin < electionMax, "election timeouts are spread");
      Check.that(electionMax <= Context.TIMER_MAX, "an election timeout fits a timer");
    }
  }

  /// What may be under way at once.
  ///
  /// @param messageEntriesMax entries of one message, as each costs a step of the follower
  /// @param messageBytesMax about the size of one message, so that none blocks a link for long; a
  ///   single larger entry travels alone
  /// @param inFlightMax messages to one follower that it has not answered: fills a link of 30 ms
  ///   with a message each millisecond; with `messageBytesMax` it bounds a follower's queue
  /// @param uncommittedBytesMax of commands that a leader has accepted and not committed, so also
  ///   of the largest command. Beyond it proposals are [ds.protocol.raft.log.Answer.Overloaded]:
  ///   without a quorum a log would grow for ever
  /// @param readsMax reads that wait at a leader
  /// @param applyMax entries applied in one step, so that no step takes long or has too many
  ///   effects
  /// @param learnerLagMax entries that a learner may lack when it gets a vote: as soon as it votes,
  ///   commitment may have to wait for it
  public record Limits(
      int messageEntriesMax,
      long messageBytesMax,
      int inFlightMax,
      long uncommittedBytesMax,
      int readsMax,
      int applyMax,
      int learnerLagMax) {

    public static final Limits DEFAULT =
        new Limits(256, 256 * 1024, 32, 16 * 1024 * 1024, 4_096, 1_024, 128);

    public Limits {
      Check.that(messageEntriesMax > 0, "a message carries an entry");
      Check.that(messageBytesMax > 0, "a message has a size");
      Check.that(inFlightMax > 0, "a follower may have an unanswered message");
      Check.that(uncommittedBytesMax > 0, "a leader may accept a command");
      Check.that(readsMax > 0, "a leader may accept a read");
      Check.that(applyMax > 0, "a step applies an entry");
      Check.that(learnerLagMax >= 0, "a lag is not negative");
    }
  }

  /// When a server drops entries of its log. It takes a snapshot then, unless that is larger than
  /// the log it would replace on disk ([ds.protocol.raft.log.Application#snapshotBytes]).
  ///
  /// @param logEntriesMax applied entries since the last time
  /// @param logBytesMax the same in bytes
  /// @param entriesKept applied entries that stay in memory all the same, so that a follower which
  ///   is a little behind needs no snapshot
  /// @param chunkPiecesMax pieces of a snapshot in one message, of which one follower has one in
  ///   flight
  /// @param chunkBytesMax about the size of these pieces together, as far as they are
  ///   [ds.protocol.raft.log.LargePiece]s; the last of them may go beyond it. What is too large for
  ///   a network never arrives, however often it is sent
  public record Compaction(
      int logEntriesMax,
      long logBytesMax,
      int entriesKept,
      int chunkPiecesMax,
      long chunkBytesMax) {

    public static final Compaction DEFAULT = new Compaction(8_192, 16 * 1024 * 1024, 1_024, 64);

    /// With chunks of a megabyte at most.
    public Compaction(int logEntriesMax, long logBytesMax, int entriesKept, int chunkPiecesMax) {
      this(logEntriesMax, logBytesMax, entriesKept, chunkPiecesMax, 1024 * 1024);
    }

    public Compaction {
      Check.that(logEntriesMax > 0, "a snapshot covers an entry");
      Check.that(logBytesMax > 0, "a snapshot covers an entry");
      Check.that(entriesKept >= 0, "a number of entries is not negative");
      Check.that(chunkPiecesMax > 0, "a chunk carries a piece");
      Check.that(chunkBytesMax > 0, "a chunk has a size");
    }
  }

  /// How a leader makes sure that it still leads when it answers a read.
  public enum ReadMode {

    /// A quorum answers a heartbeat that left after the read arrived (dissertation §6.4). Safe
    /// whatever clocks do.
    INDEX,

    /// As long as no other server can have been elected by the clock, nobody is asked (§6.4.1).
    LEASE
  }

  /// The way of reading, and what it supposes.
  ///
  /// @param clockDriftPercentMax by how much any two servers' clocks may differ in speed, for
  ///   [ReadMode#LEASE]
  public record Reading(ReadMode mode, int clockDriftPercentMax) {

    public static final Reading INDEX = new Reading(ReadMode.INDEX, 0);

    /// Ten in a hundred: a thousand times what a quartz drifts, and enough for a virtual machine.
    public static final Reading LEASE = new Reading(ReadMode.LEASE, 10);

    public Reading {
      Check.that(clockDriftPercentMax >= 0, "a difference is not negative");
    }

    /// How long a quorum's answer to a heartbeat keeps others from being elected, on our clock.
    long leaseDuration(Timing timing) {
      return timing.electionMin() * 100 / (100 + clockDriftPercentMax);
    }

    /// The same as a number of our heartbeat timer's periods.
    int leaseHeartbeats(Timing timing) {
      return Math.toIntExact(leaseDuration(timing) / timing.heartbeat());
    }
  }

  public RaftSettings with(Timing other) {
    return new RaftSettings(other, limits, compaction, reading);
  }

  public RaftSettings with(Limits other) {
    return new RaftSettings(timing, other, compaction, reading);
  }

  public RaftSettings with(Compaction other) {
    return new RaftSettings(timing, limits, other, reading);
  }

  public RaftSettings with(Reading other) {
    return new RaftSettings(timing, limits, compaction, other);
  }
}

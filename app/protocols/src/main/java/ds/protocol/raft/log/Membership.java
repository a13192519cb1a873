package ds.protocol.raft.log;

import ds.core.Check;
import ds.core.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Who belongs to a cluster, and whose agreement counts (§6; dissertation, chapter 4).
///
/// A decision needs a majority of [#voters]. During *joint consensus* it needs a majority of
/// [#outgoing] as well, so the old and the new voters can never decide apart. Between memberships
/// that differ by one voter no such bridge is needed: any two of their majorities overlap.
///
/// @param voters those whose majority decides; in a joint membership the new ones
/// @param outgoing the old voters of a joint membership; otherwise empty
/// @param learners those that receive the log and have no say
public record Membership(List<NodeId> voters, List<NodeId> outgoing, List<NodeId> learners) {

  /// Of a server that waits to be added: it belongs to no cluster yet.
  public static final Membership NONE = new Membership(List.of(), List.of(), List.of());

  public Membership {
    voters = voters.stream().distinct().sorted().toList();
    outgoing = outgoing.stream().distinct().sorted().toList();
    learners = learners.stream().distinct().sorted().toList();
    for (NodeId learner : learners) {
      Check.that(!voters.contains(learner), "a learner has no vote");
      Check.that(!outgoing.contains(learner), "a learner has no vote");
    }
  }

  public static Membership of(List<NodeId> voters) {
    return new Membership(voters, List.of(), List.of());
  }

  /// A request of an administrator.
  public sealed interface Change {

    /// A new server begins to receive the log.
    record AddLearner(NodeId server) implements Change {}

    /// A learner that has caught up gets a vote.
    record Promote(NodeId learner) implements Change {}

    /// A voter or a learner leaves.
    record Remove(NodeId server) implements Change {}

    /// Any number of voters come and go at once, through joint consensus.
    ///
    /// @param voters all of them: present voters, and learners that have caught up
    record Replace(List<NodeId> voters) implements Change {

      public Replace {
        voters = List.copyOf(voters);
      }
    }
  }

  public boolean isJoint() {
    return !outgoing.isEmpty();
  }

  public boolean isVoter(NodeId server) {
    return voters.contains(server) || outgoing.contains(server);
  }

  public boolean contains(NodeId server) {
    return isVoter(server) || learners.contains(server);
  }

  /// Everyone who receives the log, each once.
  public List<NodeId> members() {
    List<NodeId> members = new ArrayList<>(voters);
    for (NodeId server : outgoing) {
      if (!members.contains(server)) {
        members.add(server);
      }
    }
    members.addAll(learners);
    return members;
  }

  /// Whether these servers can decide.
  public boolean isQuorum(Collection<NodeId> servers) {
    return isMajority(servers, voters) && (!isJoint() || isMajority(servers, outgoing));
  }

  private static boolean isMajority(Collection<NodeId> servers, List<NodeId> voters) {
    int count = 0;
    for (NodeId voter : voters) {
      if (servers.contains(voter)) {
        count++;
      }
    }
    return count > voters.size() / 2;
  }

  /// What speaks against a change, if anything.
  public Optional<String> objectionTo(Change change) {
    if (isJoint()) {
      return Optional.of("the membership is joint");
    }
    return switch (change) {
      case Change.AddLearner(var server) ->
          contains(server) ? Optional.of(server + " is a member already") : Optional.empty();
      case Change.Promote(var learner) ->
          learners.contains(learner) ? Optional.empty() : Optional.of(learner + " is no learner");
      case Change.Remove(var server) -> objectionToRemoving(server);
      case Change.Replace(var next) -> objectionToReplacingBy(next);
    };
  }

  private Optional<String> objectionToRemoving(NodeId server) {
    if (!contains(server)) {
      return Optional.of(server + " is no member");
    }
    return voters.equals(List.of(server))
        ? Optional.of(server + " is the only voter")
        : Optional.empty();
  }

  private Optional<String> objectionToReplacingBy(List<NodeId> next) {
    if (next.isEmpty()) {
      return Optional.of("a cluster needs a voter");
    }
    for (NodeId server : next) {
      if (!contains(server)) {
        return Optional.of(server + " must be a learner first");
      }
    }
    return Optional.empty();
  }

  /// This membership changed by one step; [Change.Replace] makes it joint.
  public Membership after(Change change) {
    Check.that(objectionTo(change).isEmpty(), "a change has no objection to it");
    return switch (change) {
      case Change.AddLearner(var server) ->
          new Membership(voters, List.of(), with(learners, server));
      case Change.Promote(var learner) ->
          new Membership(with(voters, learner), List.of(), without(learners, learner));
      case Change.Remove(var server) ->
          new Membership(without(voters, server), List.of(), without(learners, server));
      case Change.Replace(var next) ->
          new Membership(
              next, voters, learners.stream().filter(server -> !next.contains(server)).toList());
    };
  }

  /// This joint membership without the old voters.
  public Membership afterLeavingJoint() {
    Check.that(isJoint(), "only a joint membership has old voters to drop");
    return new Membership(voters, List.of(), learners);
  }

  private static List<NodeId> with(List<NodeId> servers, NodeId server) {
    List<NodeId> more = new ArrayList<>(servers);
    more.add(server);
    return more;
  }

  private static List<NodeId> without(List<NodeId> servers, NodeId server) {
    return servers.stream().filter(other -> !other.equals(server)).toList();
  }
}

package ds.protocol.raft;

import static ds.protocol.raft.Bench.A;
import static ds.protocol.raft.Bench.B;
import static ds.protocol.raft.Bench.C;
import static ds.protocol.raft.Bench.D;
import static ds.protocol.raft.Bench.E;
import static ds.protocol.raft.Bench.append;
import static ds.protocol.raft.Bench.at;
import static ds.protocol.raft.Bench.entry;
import static ds.protocol.raft.Bench.index;
import static ds.protocol.raft.Bench.term;
import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import ds.protocol.raft.Raft.Role;
import ds.protocol.raft.RaftFact.MembershipChanged;
import ds.protocol.raft.RaftMessage.Answered;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.ChangeMembership;
import ds.protocol.raft.RaftMessage.PreVote;
import ds.protocol.raft.RaftMessage.PreVoteGranted;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.log.Answer.Accepted;
import ds.protocol.raft.log.Answer.NotLeader;
import ds.protocol.raft.log.Answer.Refused;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.Entry.Configuration;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Membership.Change;
import ds.protocol.raft.log.Position;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// §6; dissertation, chapter 4, and the correction of §4.1 that the raft-dev list got in 2015.
class MembershipPaperTest {

  private static Bench leader() {
    return leader(Bench.voters(3));
  }

  /// The leader `a`, in term 1, with its no-op committed.
  private static Bench leader(Membership membership) {
    Bench server = new Bench(A, membership, RaftSettings.DEFAULT);
    server.elect();
    for (NodeId member : membership.members()) {
      if (!member.equals(A)) {
        server.matched(member, 1);
      }
    }
    assertThat(server.raft.commitIndex()).isEqualTo(index(1));
    return server;
  }

  private static Membership joint(List<NodeId> voters, List<NodeId> outgoing) {
    return new Membership(voters, outgoing, List.of());
  }

  private static Membership withLearner(NodeId learner) {
    return new Membership(List.of(A, B, C), List.of(), List.of(learner));
  }

  private static Entry configuration(long term, Membership membership) {
    return new Entry(term(term), new Configuration(membership));
  }

  @Test
  @DisplayName("§6 a server uses the latest configuration in its log, committed or not")
  void inEffectWhenAppended() {
    Bench server = Bench.among(3);

    server.receive(B, append(1, Position.NONE, 0, configuration(1, Bench.voters(5))));

    assertThat(server.raft.membership()).isEqualTo(Bench.voters(5));
    assertThat(server.raft.commitIndex()).isEqualTo(index(0));
    assertThat(server.facts()).contains(new MembershipChanged(index(1), Bench.voters(5)));
  }

  @Test
  @DisplayName("§4.1 and falls back to the one before when that entry is deleted")
  void undoneWhenTruncated() {
    Bench server = Bench.among(3);
    server.receive(
        B,
        append(
            1,
            Position.NONE,
            0,
            configuration(1, Bench.voters(4)),
            configuration(1, Bench.voters(5))));

    server.receive(C, append(2, at(1, 1), 0, entry(2, "x")));
    assertThat(server.raft.membership()).isEqualTo(Bench.voters(4));
    assertThat(server.facts()).contains(new MembershipChanged(index(1), Bench.voters(4)));

    server.receive(C, append(3, Position.NONE, 0, entry(3, "y")));
    assertThat(server.raft.membership()).isEqualTo(Bench.voters(3));
    server.restart();
    assertThat(server.raft.membership()).isEqualTo(Bench.voters(3));
  }

  @Test
  @DisplayName("§4.2.1 a new server joins as a non-voting member, and receives the log")
  void addsLearner() {
    Bench server = leader();

    assertThat(server.change(new Change.AddLearner(D))).isEqualTo(new Accepted(index(2), term(1)));

    assertThat(server.raft.membership()).isEqualTo(withLearner(D));
    assertThat(server.sentTo(D, AppendEntries.class)).hasSize(1);
  }

  @Test
  @DisplayName("§4.2.1 it is not counted for voting or commitment")
  void learnersDoNotCount() {
    Bench server = leader(withLearner(D));
    server.propose("x");
    server.matched(D, 2);
    assertThat(server.raft.commitIndex()).isEqualTo(index(1));

    Bench candidate = new Bench(A, withLearner(D), RaftSettings.DEFAULT);
    candidate.fire(RaftTimer.ELECTION);
    assertThat(candidate.sentTo(D)).isEmpty();
    candidate.receive(D, new PreVoteGranted(term(1)));
    assertThat(candidate.raft.role()).isEqualTo(Role.PRE_CANDIDATE);
  }

  @Test
  @DisplayName("§4.2.1 it gets a vote when its log has caught up")
  void promotesLearner() {
    Bench server = leader(withLearner(D));
    for (int i = 2; i <= 200; i++) {
      server.propose("x" + i);
      server.matched(B, i);
    }
    assertThat(server.change(new Change.Promote(D))).isInstanceOf(Refused.class);

    server.matched(D, 150);

    assertThat(server.change(new Change.Promote(D))).isInstanceOf(Accepted.class);
    assertThat(server.raft.membership()).isEqualTo(Bench.voters(4));
  }

  @Test
  @DisplayName("§4.2.1 it gets none while it has never answered, however short the log is")
  void promotesNobodyUnheardOf() {
    Bench server = leader();
    server.change(new Change.AddLearner(D));
    server.matched(B, 2);
    assertThat(server.change(new Change.Promote(D))).isInstanceOf(Refused.class);

    server.matched(D, 2);

    assertThat(server.change(new Change.Promote(D))).isInstanceOf(Accepted.class);
  }

  @Test
  @DisplayName("§4.1 a membership entry is committed by a majority of the new configuration")
  void committedByNewMajority() {
    Bench server = leader(withLearner(D));
    server.matched(D, 1);
    server.change(new Change.Promote(D));

    server.matched(B, 2);
    assertThat(server.raft.commitIndex()).isEqualTo(index(1)); // two of four
    server.matched(D, 2);
    assertThat(server.raft.commitIndex()).isEqualTo(index(2));
  }

  @Test
  @DisplayName("§4.1 a change waits until the one before is committed")
  void oneAtATime() {
    Bench server = leader();
    server.change(new Change.AddLearner(D));

    assertThat(server.change(new Change.AddLearner(E))).isInstanceOf(Refused.class);

    server.matched(B, 2);
    assertThat(server.change(new Change.AddLearner(E))).isInstanceOf(Accepted.class);
  }

  @Test
  @DisplayName("raft-dev 2015: and until the leader has committed an entry of its own term")
  void ownTermFirst() {
    Bench server = Bench.among(4);
    server.elect();

    assertThat(server.change(new Change.Remove(D))).isInstanceOf(Refused.class);

    server.matched(B, 1);
    server.matched(C, 1);
    assertThat(server.change(new Change.Remove(D))).isInstanceOf(Accepted.class);
  }

  @Test
  @DisplayName("§6 joint consensus: entries are committed by majorities of both configurations")
  void jointCommitment() {
    Bench server = leader(new Membership(List.of(A, B, C), List.of(), List.of(D, E)));
    server.matched(D, 1);
    server.matched(E, 1);

    server.change(new Change.Replace(List.of(A, D, E)));
    assertThat(server.raft.membership()).isEqualTo(joint(List.of(A, D, E), List.of(A, B, C)));

    server.matched(D, 2);
    server.matched(E, 2);
    assertThat(server.raft.commitIndex()).isEqualTo(index(1)); // only one of the old voters
    server.matched(B, 2);
    assertThat(server.raft.commitIndex()).isEqualTo(index(2));
  }

  @Test
  @DisplayName("§6 joint consensus: agreement for elections needs both majorities, too")
  void jointElection() {
    Bench server = new Bench(A, joint(List.of(A, D, E), List.of(A, B, C)), RaftSettings.DEFAULT);
    server.fire(RaftTimer.ELECTION);
    List.of(B, C, D, E).forEach(voter -> server.receive(voter, new PreVoteGranted(term(1))));

    server.receive(D, new VoteGranted(term(1)));
    server.receive(E, new VoteGranted(term(1)));
    assertThat(server.raft.role()).isEqualTo(Role.CANDIDATE);
    server.receive(B, new VoteGranted(term(1)));
    assertThat(server.raft.role()).isEqualTo(Role.LEADER);
  }

  @Test
  @DisplayName("§6 once C_old,new is committed, the leader appends C_new")
  void leavesJoint() {
    Bench server = leader(new Membership(List.of(A, B, C), List.of(), List.of(D)));
    server.matched(D, 1);
    server.change(new Change.Replace(List.of(A, B, D)));
    server.matched(B, 2);

    assertThat(server.log().entry(3).command())
        .isEqualTo(new Configuration(Membership.of(List.of(A, B, D))));
    assertThat(server.change(new Change.AddLearner(E))).isInstanceOf(Refused.class);
    assertThat(server.sentTo(C)).isEmpty();

    server.matched(D, 3);
    assertThat(server.raft.commitIndex()).isEqualTo(index(3));
  }

  @Test
  @DisplayName("§6 if that leader fails, the next one goes on")
  void nextLeaderLeavesJoint() {
    Membership joint = joint(List.of(A, B, D), List.of(A, B, C));
    Bench server = Bench.among(3);
    server.receive(B, append(1, Position.NONE, 1, configuration(1, joint)));

    server.elect();
    assertThat(server.log().last()).isEqualTo(at(2, 2));
    server.matched(B, 2);

    assertThat(server.log().entry(3).command())
        .isEqualTo(new Configuration(Membership.of(List.of(A, B, D))));
  }

  @Test
  @DisplayName("§6 new servers catch up before they take part in a joint configuration")
  void replaceNeedsLearners() {
    Bench server = leader();

    assertThat(server.change(new Change.Replace(List.of(A, B, D)))).isInstanceOf(Refused.class);
  }

  @Test
  @DisplayName(
      "§6 a leader that is not in C_new does not count itself, and steps down after commit")
  void leaderRemovesItself() {
    Bench server = leader();

    server.change(new Change.Remove(A));
    server.matched(B, 2);
    assertThat(server.raft.commitIndex()).isEqualTo(index(1)); // one of two
    assertThat(server.raft.role()).isEqualTo(Role.LEADER);

    server.matched(C, 2);
    assertThat(server.raft.commitIndex()).isEqualTo(index(2));
    assertThat(server.raft.role()).isEqualTo(Role.FOLLOWER);
    assertThat(server.register.leadershipsLost()).isEqualTo(1);
    server.fire(RaftTimer.ELECTION);
    assertThat(server.sent()).isEmpty();
  }

  @Test
  @DisplayName("§4.2.2 who was removed by an uncommitted entry may still have to campaign")
  void removedButNeeded() {
    Bench server = Bench.among(2);
    Membership without = Membership.of(List.of(B));
    server.receive(B, append(1, Position.NONE, 0, configuration(1, without)));

    server.fire(RaftTimer.ELECTION);
    assertThat(server.sentTo(B)).containsExactly(new PreVote(term(2), at(1, 1)));
  }

  @Test
  @DisplayName("§6 a leader sends nothing more to a server that it has removed")
  void removedGetsNothing() {
    Bench server = leader();
    server.change(new Change.Remove(C));
    server.matched(B, 2);

    server.fire(RaftTimer.HEARTBEAT);

    assertThat(server.sentTo(C)).isEmpty();
    assertThat(server.sentTo(B)).hasSize(1);
  }

  @Test
  @DisplayName("changes that make no sense are refused, with the reason")
  void objections() {
    Bench server = leader(withLearner(D));

    assertThat(server.change(new Change.AddLearner(B)))
        .isEqualTo(new Refused("b is a member already"));
    assertThat(server.change(new Change.Promote(B))).isEqualTo(new Refused("b is no learner"));
    assertThat(server.change(new Change.Remove(E))).isEqualTo(new Refused("e is no member"));
    assertThat(server.change(new Change.Replace(List.of())))
        .isEqualTo(new Refused("a cluster needs a voter"));
    assertThat(leader(Bench.voters(1)).change(new Change.Remove(A)))
        .isEqualTo(new Refused("a is the only voter"));
    assertThat(Bench.among(3).change(new Change.Remove(B)))
        .isEqualTo(new NotLeader(Optional.empty()));
  }

  @Test
  @DisplayName("an administrator may ask by message")
  void byMessage() {
    Bench server = leader();
    NodeId admin = new NodeId("admin");

    server.receive(admin, new ChangeMembership(new Change.AddLearner(D)));

    assertThat(server.sentTo(admin)).containsExactly(new Answered(new Accepted(index(2), term(1))));
  }
}

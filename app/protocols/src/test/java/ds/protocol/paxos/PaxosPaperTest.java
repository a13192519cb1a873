package ds.protocol.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Durable;
import ds.core.Effect;
import ds.core.Effect.Persist;
import ds.core.Effect.Report;
import ds.core.Effect.Send;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Fact;
import ds.core.NodeId;
import ds.lab.chance.Draws;
import ds.lab.world.Outbox;
import ds.protocol.paxos.PaxosFact.Decided;
import ds.protocol.paxos.PaxosMessage.Accept;
import ds.protocol.paxos.PaxosMessage.Accepted;
import ds.protocol.paxos.PaxosMessage.Prepare;
import ds.protocol.paxos.PaxosMessage.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The claims of *Paxos Made Simple*, one test each. `a`, `b` and `c` are three processes; the
/// tests take the steps of `a` by hand and play the other two.
class PaxosPaperTest {

  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final NodeId C = new NodeId("c");
  private static final List<NodeId> MEMBERS = List.of(A, B, C);

  private static final Ballot A1 = new Ballot(1, A);
  private static final Ballot B1 = new Ballot(1, B);
  private static final Ballot B2 = new Ballot(2, B);
  private static final Ballot C3 = new Ballot(3, C);

  private Host a;

  @BeforeEach
  void start() {
    a = new Host(A, "wish of a");
  }

  @Test
  @DisplayName("§2.2 ballots are totally ordered, and no two processes share one")
  void ballotsAreOrdered() {
    assertThat(List.of(C3, B1, B2, A1, Ballot.NONE).stream().sorted())
        .containsExactly(Ballot.NONE, A1, B1, B2, C3);
    assertThat(B1.next(A)).isEqualTo(new Ballot(2, A)).isGreaterThan(B1);
  }

  @Test
  @DisplayName("§2.2 phase 1a: a proposer asks every acceptor, its own first, with a new ballot")
  void proposerPrepares() {
    assertThat(a.startBallot())
        .containsExactly(
            new Send<>(A, new Promise(A1, Optional.empty())),
            new Send<>(B, new Prepare(A1)),
            new Send<>(C, new Prepare(A1)));
  }

  @Test
  @DisplayName("§2.2 P1a: an acceptor answers a prepare only above every ballot it has promised")
  void acceptorPromisesUpwards() {
    assertThat(a.receive(B, new Prepare(B2)))
        .containsExactly(new Send<>(B, new Promise(B2, Optional.empty())));

    assertThat(a.receive(B, new Prepare(B1))).isEmpty();
    assertThat(a.receive(B, new Prepare(B2))).isEmpty();
    assertThat(a.receive(C, new Prepare(C3))).hasSize(1);
  }

  @Test
  @DisplayName("§2.2 P1a: an acceptor accepts unless it has promised a higher ballot")
  void acceptorKeepsItsPromise() {
    a.receive(B, new Prepare(B2));

    assertThat(a.receive(C, new Accept(B1, "too late"))).isEmpty();
    assertThat(a.receive(B, new Accept(B2, "x"))).containsExactly(new Send<>(B, new Accepted(B2)));
    assertThat(a.receive(C, new Accept(C3, "never prepared here")))
        .containsExactly(new Send<>(C, new Accepted(C3)));
    assertThat(a.receive(B, new Accept(B2, "x"))).isEmpty();
  }

  @Test
  @DisplayName("§2.2 phase 1b: a promise tells what was accepted last")
  void promiseTellsWhatWasAccepted() {
    a.receive(B, new Accept(B1, "first"));
    a.receive(B, new Accept(B2, "second"));

    assertThat(a.receive(C, new Prepare(C3)))
        .containsExactly(new Send<>(C, new Promise(C3, Optional.of(new Proposal(B2, "second")))));
  }

  @Test
  @DisplayName("§2.2 phase 2a: with a majority that accepted nothing, a proposer is free to choose")
  void proposerMayProposeItsWish() {
    a.startBallot();
    assertThat(a.receive(A, new Promise(A1, Optional.empty()))).isEmpty();

    assertThat(a.receive(B, new Promise(A1, Optional.empty())))
        .containsExactly(
            new Send<>(A, new Accept(A1, "wish of a")),
            new Send<>(B, new Accept(A1, "wish of a")),
            new Send<>(C, new Accept(A1, "wish of a")));
  }

  @Test
  @DisplayName("§2.1 P2c: a proposer takes the value of the highest ballot its majority accepted")
  void proposerGivesUpItsWish() {
    a.receive(B, new Accept(B1, "older"));
    Ballot ballot = a.startedBallot();

    a.receive(A, new Promise(ballot, Optional.of(new Proposal(B1, "older"))));
    assertThat(a.receive(C, new Promise(ballot, Optional.of(new Proposal(B2, "newer")))))
        .contains(new Send<>(C, new Accept(ballot, "newer")));
  }

  @Test
  @DisplayName("§2.2 a majority is of acceptors, not of messages: doubled answers count once")
  void doubledAnswersCountOnce() {
    a.startBallot();
    a.receive(B, new Promise(A1, Optional.empty()));
    assertThat(a.receive(B, new Promise(A1, Optional.empty()))).isEmpty();

    a.receive(A, new Promise(A1, Optional.empty()));
    a.receive(B, new Accepted(A1));
    a.receive(B, new Accepted(A1));
    assertThat(a.facts).isEmpty();
  }

  @Test
  @DisplayName("§2.2 answers to an abandoned ballot count for nothing")
  void oldAnswersAreIgnored() {
    a.startBallot();
    a.receive(A, new Promise(A1, Optional.empty()));
    a.receive(B, new Accepted(A1));
    Ballot second = a.startedBallot();

    assertThat(a.receive(B, new Promise(A1, Optional.empty()))).isEmpty();
    assertThat(a.receive(C, new Promise(second, Optional.empty()))).isEmpty();
    a.receive(B, new Accepted(A1));
    a.receive(C, new Accepted(second));
    assertThat(a.facts).isEmpty();
  }

  @Test
  @DisplayName("§2.3 a value is learned once a majority has accepted it, and not before")
  void majorityDecides() {
    a.startBallot();
    a.receive(A, new Promise(A1, Optional.empty()));
    a.receive(B, new Promise(A1, Optional.of(new Proposal(Ballot.NONE.next(B), "b's"))));

    a.receive(A, new Accepted(A1));
    assertThat(a.facts).isEmpty();
    a.receive(C, new Accepted(A1));
    assertThat(a.facts).containsExactly(new Decided("b's"));
    a.receive(B, new Accepted(A1));
    assertThat(a.facts).hasSize(1);
  }

  @Test
  @DisplayName("§2.5 an acceptor records its answer in stable storage before it sends it")
  void answersAreDurableFirst() {
    Acceptor promised = new Acceptor(B1, Optional.empty());
    assertThat(a.effectsOf(new Received<>(B, new Prepare(B1))))
        .containsExactly(new Persist<>(promised), new Send<>(B, new Promise(B1, Optional.empty())));

    assertThat(a.effectsOf(new Received<>(B, new Accept(B1, "x"))))
        .containsExactly(
            new Persist<>(promised.accepting(new Proposal(B1, "x"))),
            new Send<>(B, new Accepted(B1)));
  }

  @Test
  @DisplayName("§2.5 a restarted acceptor remembers its promise and what it accepted")
  void restartRemembers() {
    a.receive(B, new Accept(B1, "x"));
    a.receive(B, new Prepare(B2));
    a.restart();

    assertThat(a.receive(B, new Accept(B1, "x"))).isEmpty();
    assertThat(a.receive(C, new Prepare(C3)))
        .containsExactly(new Send<>(C, new Promise(C3, Optional.of(new Proposal(B1, "x")))));
  }

  @Test
  @DisplayName("§2.5 a restarted proposer never issues two proposals with the same number")
  void restartedProposerTakesANewBallot() {
    Ballot before = a.startedBallot();
    a.restart();
    assertThat(a.startedBallot()).isGreaterThan(before);
  }

  @Test
  @DisplayName("§2.5 a restarted proposer does not count the answers to its former self")
  void restartForgetsTheBallotItLed() {
    a.startBallot();
    a.receive(B, new Promise(A1, Optional.empty()));
    a.restart();
    assertThat(a.receive(C, new Promise(A1, Optional.empty()))).isEmpty();
    assertThat(a.receive(B, new Promise(A1, Optional.empty()))).isEmpty();
  }

  @Test
  @DisplayName("§2.1 a choice that nobody knows of binds every later ballot")
  void hiddenChoiceBinds() {
    Host b = new Host(B, "wish of b");
    a.startBallot();
    b.receive(A, new Prepare(A1));
    a.receive(A, new Promise(A1, Optional.empty()));
    a.receive(B, new Promise(A1, Optional.empty()));
    a.receive(A, new Accept(A1, "wish of a"));
    b.receive(A, new Accept(A1, "wish of a"));
    // Chosen by a and b, but both answers are lost. Now b starts a ballot and hears only from c.

    Ballot ballot = b.startedBallot();
    b.receive(B, new Promise(ballot, Optional.of(new Proposal(A1, "wish of a"))));
    assertThat(b.receive(C, new Promise(ballot, Optional.empty())))
        .contains(new Send<>(C, new Accept(ballot, "wish of a")));
  }

  /// One process and its disk, stepped by hand. What it persists survives [#restart].
  private static final class Host {

    final List<Fact> facts = new ArrayList<>();
    private final NodeId self;
    private final String wish;
    private final Outbox<PaxosMessage> outbox;
    private final List<Durable> disk = new ArrayList<>();
    private PaxosNode node;

    Host(NodeId self, String wish) {
      this.self = self;
      this.wish = wish;
      this.outbox = new Outbox<>(self, new Draws(1));
      restart();
    }

    void restart() {
      node = new PaxosNode(self, MEMBERS, wish);
      effectsOf(new Started<>(List.copyOf(disk)));
    }

    List<Send<PaxosMessage>> startBallot() {
      return sends(new TimerFired<>(PaxosTimer.BALLOT));
    }

    Ballot startedBallot() {
      return startBallot().getFirst().message().ballot();
    }

    List<Send<PaxosMessage>> receive(NodeId from, PaxosMessage message) {
      return sends(new Received<>(from, message));
    }

    private List<Send<PaxosMessage>> sends(Event<PaxosMessage> event) {
      List<Send<PaxosMessage>> sends = new ArrayList<>();
      for (Effect<PaxosMessage> effect : effectsOf(event)) {
        if (effect instanceof Send<PaxosMessage> send) {
          sends.add(send);
        }
      }
      return sends;
    }

    List<Effect<PaxosMessage>> effectsOf(Event<PaxosMessage> event) {
      List<Effect<PaxosMessage>> effects = outbox.step(node, event, 0).effects();
      for (Effect<PaxosMessage> effect : effects) {
        if (effect instanceof Persist<PaxosMessage>(var record)) {
          disk.add(record);
        } else if (effect instanceof Report<PaxosMessage>(var fact)) {
          facts.add(fact);
        }
      }
      return effects;
    }
  }
}

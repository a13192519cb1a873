package ds.exercise.catchthebug;

import ds.exercise.catchthebug.Sabotage.Culprit;
import ds.exercise.task.Exercise;
import ds.exercise.task.TestCase;
import ds.protocol.paxos.Acceptor;
import ds.protocol.paxos.Ballot;
import ds.protocol.paxos.PaxosFact;
import ds.protocol.paxos.PaxosMessage;
import ds.protocol.paxos.PaxosTimer;
import ds.protocol.paxos.Proposal;

/// Broken nodes are given; what is to be written is what shows that they are broken.
public final class CatchTheBugExercise {

  public static final Exercise<PaxosMessage> EXERCISE =
      Exercise.<PaxosMessage>named(
              "catch-the-bug", "invariants, what a crash may take back, schedules that do harm")
          .taking("4 hours")
          .after("ping")
          .writing("Watcher", "Saboteur")
          .given(
              Suspicion.class,
              Sabotage.class,
              Mishap.class,
              PaxosMessage.class,
              PaxosFact.class,
              PaxosTimer.class,
              Acceptor.class,
              Ballot.class,
              Proposal.class)
          .part(
              "The damage",
              new TestCase<>(
                  "peace-on-a-good-day",
                  "leaves correct processes in peace on a good network",
                  1,
                  10,
                  it -> Lineup.innocents(it, Suspects.NOBODY, Lineup.Weather.GOOD)),
              new TestCase<>(
                  "two-decisions",
                  "catches processes that decide differently",
                  2,
                  10,
                  it ->
                      Lineup.suspects(
                          it, Suspects.COUNTS_HALF, Lineup.Weather.ROUGH, Evidence.Quarrel::new)),
              new TestCase<>(
                  "a-value-of-nobody",
                  "catches processes that decide what nobody proposed",
                  1,
                  10,
                  it ->
                      Lineup.suspects(
                          it,
                          Suspects.PROPOSES_NOTHING,
                          Lineup.Weather.GOOD,
                          Evidence.Quarrel::new)))
          .part(
              "Before the damage",
              new TestCase<>(
                  "old-answers",
                  "catches a proposer that counts answers to an earlier question",
                  2,
                  60,
                  it ->
                      Lineup.suspects(
                          it,
                          Suspects.COUNTS_OLD_ANSWERS,
                          Lineup.Weather.ROUGH,
                          Evidence.Minority::new)),
              new TestCase<>(
                  "one-answer-twice",
                  "catches a proposer that counts answers and not processes",
                  2,
                  40,
                  it ->
                      Lineup.suspects(
                              it,
                              Suspects.COUNTS_ANSWERS,
                              Lineup.Weather.ROUGH,
                              Evidence.Minority::new)
                          .withServers(Lineup.MANY)),
              new TestCase<>(
                  "its-own-wish",
                  "catches a proposer that keeps to its own wish",
                  2,
                  40,
                  it ->
                      Lineup.suspects(
                          it, Suspects.INSISTS, Lineup.Weather.ROUGH, Evidence.WrongValue::new)),
              new TestCase<>(
                  "the-oldest-value",
                  "catches a proposer that goes on with the wrong value",
                  2,
                  150,
                  it ->
                      Lineup.suspects(
                          it,
                          Suspects.TAKES_THE_OLDEST,
                          Lineup.Weather.ROUGH,
                          Evidence.WrongValue::new)),
              new TestCase<>(
                  "a-promise-broken",
                  "catches an acceptor that accepts below its promise",
                  2,
                  40,
                  it ->
                      Lineup.suspects(
                          it,
                          Suspects.ACCEPTS_BACKWARDS,
                          Lineup.Weather.ROUGH,
                          Evidence.BrokenPromise::new)),
              new TestCase<>(
                  "an-acceptance-concealed",
                  "catches an acceptor that does not tell what it has accepted",
                  2,
                  40,
                  it ->
                      Lineup.suspects(
                          it, Suspects.CONCEALS, Lineup.Weather.ROUGH, Evidence.Concealed::new)),
              new TestCase<>(
                  "peace-on-a-bad-network",
                  "leaves other correct processes in peace when messages are lost, doubled and"
                      + " late",
                  3,
                  50,
                  it ->
                      Lineup.innocents(
                          it,
                          Suspects.ANSWERS_AGAIN.and(Suspects.ASKS_AGAIN),
                          Lineup.Weather.ROUGH)))
          .part(
              "Many lives",
              new TestCase<>(
                  "said-before-written",
                  "catches an acceptor that answers before it has written",
                  3,
                  20,
                  it ->
                      Lineup.suspects(
                          it,
                          Suspects.WRITES_LATER,
                          Lineup.Weather.STORMY,
                          Evidence.Unwritten::new)),
              new TestCase<>(
                  "a-new-beginning",
                  "catches an acceptor that does not know what it did before a crash",
                  3,
                  40,
                  it ->
                      Lineup.suspects(
                          it,
                          Suspects.BEGINS_ANEW,
                          Lineup.Weather.STORMY,
                          () ->
                              Evidence.either(
                                  new Evidence.BrokenPromise(), new Evidence.Concealed()))),
              new TestCase<>(
                  "the-same-ballot-again",
                  "catches a proposer that starts a ballot in two lives",
                  3,
                  40,
                  it ->
                      Lineup.suspects(
                          it,
                          Suspects.STARTS_TWICE,
                          Lineup.Weather.STORMY,
                          Evidence.StartedTwice::new)),
              new TestCase<>(
                  "peace-among-crashes",
                  "leaves correct processes in peace when they crash while they write",
                  4,
                  50,
                  it -> Lineup.innocents(it, Suspects.ANSWERS_AGAIN, Lineup.Weather.STORMY)))
          .part(
              "The schedule",
              new TestCase<>(
                  "against-the-fickle",
                  "makes acceptors that break their promises disagree",
                  2,
                  5,
                  it -> Trap.set(it, Culprit.FICKLE)),
              new TestCase<>(
                  "against-the-forgetful",
                  "makes acceptors that forget what they accepted disagree",
                  3,
                  5,
                  it -> Trap.set(it, Culprit.FORGETFUL)),
              new TestCase<>(
                  "against-the-careless",
                  "makes proposers that use a ballot twice disagree",
                  5,
                  5,
                  it -> Trap.set(it, Culprit.CARELESS)),
              new TestCase<>(
                  "the-real-one-holds",
                  "has the same bad luck with the real Paxos, which takes no harm",
                  1,
                  5,
                  Trap::withTheRealOne));

  private CatchTheBugExercise() {}
}

package ds.exercise.catchthebug;

import ds.exercise.catchthebug.Sabotage.Culprit;
import java.util.List;

/// Who is under suspicion, and who is innocent though it does not look like the real one.
final class Suspects {

  /// One of three is called a majority.
  static final Suspect COUNTS_HALF =
      Suspect.of(
          "counts-half",
          """
          -    return count > members.size() / 2;
          +    return count >= members.size() / 2;
          """);

  /// Proposes nothing at all if nothing was accepted before.
  static final Suspect PROPOSES_NOTHING =
      Suspect.of(
          "proposes-nothing",
          """
          -      value = newestAccepted().map(Proposal::value).orElse(wish); // P2c
          +      value = newestAccepted().map(Proposal::value).orElse(value);
          """);

  /// Counts answers where it should count processes.
  static final Suspect COUNTS_ANSWERS =
      Suspect.of(
          "counts-answers",
          """
          -    promises.put(from, m);
          +    promises.put(new NodeId("answer-" + promises.size()), m);
          """);

  /// Counts the answers to an earlier ballot of its own.
  static final Suspect COUNTS_OLD_ANSWERS =
      Suspect.of(
          "counts-old-answers",
          """
          -    if (!m.ballot().equals(ballot) || isMajority(promises.size())) {
          +    if (isMajority(promises.size())) {
          """);

  /// Ignores what its majority has accepted.
  static final Suspect INSISTS =
      Suspect.of(
          "insists",
          """
          -      value = newestAccepted().map(Proposal::value).orElse(wish); // P2c
          +      value = wish;
          """);

  /// Carries on the oldest value of its majority.
  static final Suspect TAKES_THE_OLDEST =
      Suspect.of(
          "takes-the-oldest",
          """
          -        .max(comparing(Proposal::ballot));
          +        .min(comparing(Proposal::ballot));
          """);

  /// Accepts below the ballot that it has promised.
  static final Suspect ACCEPTS_BACKWARDS =
      Suspect.of(
          "accepts-backwards",
          """
          -    if (m.ballot().compareTo(acceptor.promised()) < 0) { // P1a
          +    if (m.ballot().compareTo(Ballot.NONE) < 0) {
          """);

  /// Promises without telling what it has accepted.
  static final Suspect CONCEALS =
      Suspect.of(
          "conceals",
          """
          -    context.send(from, new Promise(m.ballot(), acceptor.accepted()));
          +    context.send(from, new Promise(m.ballot(), Optional.empty()));
          """);

  /// Says that it has accepted, and writes it down then.
  static final Suspect WRITES_LATER =
      Suspect.of(
          "writes-later",
          """
          -    acceptor = acceptor.accepting(new Proposal(m.ballot(), m.value()));
          -    context.persist(acceptor);
          -    context.send(from, new Accepted(m.ballot()));
          +    acceptor = acceptor.accepting(new Proposal(m.ballot(), m.value()));
          +    context.send(from, new Accepted(m.ballot()));
          +    context.persist(acceptor);
          """);

  /// Accepts, and writes nothing down.
  static final Suspect ACCEPTS_IN_MEMORY =
      Suspect.of(
          "accepts-in-memory",
          """
          -    acceptor = acceptor.accepting(new Proposal(m.ballot(), m.value()));
          -    context.persist(acceptor);
          +    acceptor = acceptor.accepting(new Proposal(m.ballot(), m.value()));
          """);

  /// Does not read its disk when it starts.
  static final Suspect BEGINS_ANEW =
      Suspect.of(
          "begins-anew",
          """
          -      acceptor = (Acceptor) record;
          +      Check.that(record instanceof Acceptor, "a record of an acceptor");
          """);

  /// Starts a ballot without writing it down.
  static final Suspect STARTS_TWICE =
      Suspect.of(
          "starts-twice",
          """
          -    acceptor = acceptor.promising(ballot);
          -    context.persist(acceptor);
          +    acceptor = acceptor.promising(ballot);
          """);

  /// Innocent: answers again whoever asks again.
  static final Suspect ANSWERS_AGAIN =
      Suspect.of(
          "answers-again",
          """
          -    if (m.ballot().compareTo(acceptor.promised()) <= 0) { // P1a
          +    if (m.ballot().compareTo(acceptor.promised()) < 0) {
          """);

  /// Innocent: tells its value again to whoever promises late.
  static final Suspect ASKS_AGAIN =
      Suspect.of(
          "asks-again",
          """
          -    if (!m.ballot().equals(ballot) || isMajority(promises.size())) {
          +    if (m.ballot().equals(ballot) && isMajority(promises.size())) {
          +      context.send(from, new Accept(ballot, value));
          +      return;
          +    }
          +    if (!m.ballot().equals(ballot)) {
          """);

  /// As real as it gets.
  static final Suspect NOBODY = new Suspect("nobody", List.of());

  /// Waits as long as its name says: a schedule has to know when a ballot starts. What is due at a
  /// millisecond happens a few nanoseconds after it, when the mishaps of that time have begun.
  static final Suspect ON_TIME =
      Suspect.of(
          "on-time",
          """
          -    context.arm(PaxosTimer.BALLOT, 10 * MILLISECOND, 60 * MILLISECOND);
          +    long wait = (10 + 25 * members.indexOf(self)) * MILLISECOND + 100;
          +    context.arm(PaxosTimer.BALLOT, wait, wait);

          -    context.arm(PaxosTimer.BALLOT, 100 * MILLISECOND, 200 * MILLISECOND);
          +    long wait = (100 + 50 * members.indexOf(self)) * MILLISECOND;
          +    context.arm(PaxosTimer.BALLOT, wait, wait);
          """);

  private Suspects() {}

  static Suspect of(Culprit culprit) {
    return switch (culprit) {
      case FICKLE -> ACCEPTS_BACKWARDS;
      case FORGETFUL -> ACCEPTS_IN_MEMORY;
      case CARELESS -> STARTS_TWICE;
    };
  }
}

package ds.protocol.rsm;

import static ds.core.Context.MILLISECOND;
import static ds.protocol.rsm.Clerk.ClerkTimer.PAUSE;
import static ds.protocol.rsm.Clerk.ClerkTimer.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.Effect;
import ds.core.Effect.Arm;
import ds.core.Effect.Disarm;
import ds.core.Effect.Send;
import ds.core.NodeId;
import ds.protocol.raft.log.Command;
import ds.protocol.rsm.Clerk.Outcome;
import ds.protocol.rsm.Clerk.Outcome.Done;
import ds.protocol.rsm.Clerk.Outcome.Failed;
import ds.protocol.rsm.Clerk.Outcome.Maybe;
import ds.protocol.rsm.RsmMessage.Answered;
import ds.protocol.rsm.RsmMessage.ClientQuery;
import ds.protocol.rsm.RsmMessage.ClientRequest;
import ds.protocol.rsm.RsmMessage.NotLeader;
import ds.protocol.rsm.RsmMessage.Overloaded;
import ds.protocol.rsm.RsmMessage.RegisterClient;
import ds.protocol.rsm.RsmMessage.Registered;
import ds.protocol.rsm.RsmMessage.Request;
import ds.protocol.rsm.RsmMessage.SessionExpired;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The client's half of the Raft dissertation, §6.2 and §6.3. The tests play the replicas.
class ClerkTest {

  private record Work(String text) implements Command {}

  private record Question(String text) implements Machine.Query {}

  private record Text(String text) implements Machine.Result {}

  private static final NodeId S1 = new NodeId("s1");
  private static final NodeId S2 = new NodeId("s2");
  private static final NodeId S3 = new NodeId("s3");
  private static final SessionId SESSION = new SessionId(40);
  private static final Clerk.Patience PATIENCE =
      new Clerk.Patience(100 * MILLISECOND, 300 * MILLISECOND, 10 * MILLISECOND, 6);

  private final Recorder<RsmMessage> context = new Recorder<>(new NodeId("c1"));
  private final Clerk clerk = new Clerk(List.of(S1, S2, S3), PATIENCE);

  @Test
  @DisplayName("§6.3 a client registers before its first request, and only then")
  void registersFirst() {
    clerk.execute(new Work("a"), context);
    RequestId registration = new RequestId(SessionId.NONE, 1);
    assertThat(sent()).containsExactly(new Send<>(S1, new RegisterClient(registration)));

    clerk.onReply(S1, new Registered(registration, SESSION), context);
    assertThat(sent()).containsExactly(new Send<>(S1, request(1, "a")));
    assertThat(clerk.onReply(S1, new Answered(id(1), new Text("done")), context))
        .contains(new Done(new Text("done")));

    clerk.query(new Question("b"), context);
    assertThat(sent()).containsExactly(new Send<>(S1, new ClientQuery(id(2), new Question("b"))));
  }

  @Test
  @DisplayName("§6.3 a request that is sent again has the same number, the next one a higher one")
  void retriesKeepTheNumber() {
    begin("a");
    assertThat(sent()).containsExactly(new Send<>(S1, request(1, "a")));
    clerk.onTimer(TIMEOUT, context);
    assertThat(sent()).containsExactly(new Send<>(S2, request(1, "a")));
    clerk.onReply(S2, new Answered(id(1), new Text("done")), context);

    clerk.execute(new Work("b"), context);
    assertThat(sent()).containsExactly(new Send<>(S2, request(2, "b")));
  }

  @Test
  @DisplayName("§6.2 a client that is turned away follows the hint at once")
  void followsHints() {
    begin("a");
    sent();
    clerk.onReply(S1, new NotLeader(id(1), Optional.of(S3)), context);
    assertThat(sent()).containsExactly(new Send<>(S3, request(1, "a")));
  }

  @Test
  @DisplayName("§6.2 a client follows a hint to a replica that has joined later")
  void followsHintsToStrangers() {
    begin("a");
    NodeId s9 = new NodeId("s9");
    sent();
    clerk.onReply(S1, new NotLeader(id(1), Optional.of(s9)), context);
    assertThat(sent()).containsExactly(new Send<>(s9, request(1, "a")));
    clerk.onTimer(TIMEOUT, context);
    assertThat(sent()).containsExactly(new Send<>(S1, request(1, "a")));
  }

  @Test
  @DisplayName("two replicas that take each other for the leader do not keep a client running")
  void hintsInACircle() {
    begin("a");
    sent();
    for (int i = 0; i < 3; i++) {
      NodeId from = i % 2 == 0 ? S1 : S2;
      NodeId to = i % 2 == 0 ? S2 : S1;
      clerk.onReply(from, new NotLeader(id(1), Optional.of(to)), context);
      assertThat(sent()).hasSize(1);
    }
    clerk.onReply(S2, new NotLeader(id(1), Optional.of(S1)), context);
    assertThat(sent()).isEmpty();
    clerk.onTimer(PAUSE, context);
    assertThat(sent()).containsExactly(new Send<>(S3, request(1, "a")));
  }

  @Test
  @DisplayName("§6.2 without a hint a client pauses, and then asks the next replica")
  void pausesDuringElections() {
    begin("a");
    context.takeEffects();
    clerk.onReply(S1, new NotLeader(id(1), Optional.empty()), context);
    assertThat(context.takeEffects())
        .containsExactly(
            new Disarm<>(TIMEOUT), new Arm<>(PAUSE, 10 * MILLISECOND, 20 * MILLISECOND));
    clerk.onTimer(PAUSE, context);
    assertThat(sent()).containsExactly(new Send<>(S2, request(1, "a")));
  }

  @Test
  @DisplayName("an overloaded leader is asked again, after pauses that grow")
  void backsOff() {
    begin("a");
    context.takeEffects();
    clerk.onReply(S1, new Overloaded(id(1)), context);
    assertThat(context.takeEffects())
        .contains(new Arm<>(PAUSE, 10 * MILLISECOND, 20 * MILLISECOND));
    clerk.onTimer(PAUSE, context);
    assertThat(sent()).containsExactly(new Send<>(S1, request(1, "a")));
    clerk.onReply(S1, new Overloaded(id(1)), context);
    assertThat(context.takeEffects())
        .contains(new Arm<>(PAUSE, 20 * MILLISECOND, 40 * MILLISECOND));
  }

  @Test
  @DisplayName("waits for a reply double up to a bound")
  void timeoutsGrow() {
    begin("a");
    assertThat(context.takeEffects())
        .contains(new Arm<>(TIMEOUT, 50 * MILLISECOND, 100 * MILLISECOND));
    clerk.onTimer(TIMEOUT, context);
    assertThat(context.takeEffects())
        .contains(new Arm<>(TIMEOUT, 100 * MILLISECOND, 200 * MILLISECOND));
    clerk.onTimer(TIMEOUT, context);
    assertThat(context.takeEffects())
        .contains(new Arm<>(TIMEOUT, 150 * MILLISECOND, 300 * MILLISECOND));
  }

  @Test
  @DisplayName("late replies of a replica that is not asked any more do not disturb")
  void lateRefusalsAreIgnored() {
    begin("a");
    clerk.onTimer(TIMEOUT, context);
    context.takeEffects();
    clerk.onReply(S1, new NotLeader(id(1), Optional.of(S3)), context);
    clerk.onReply(S1, new Overloaded(id(1)), context);
    assertThat(context.takeEffects()).isEmpty();
    assertThat(clerk.onReply(S1, new Answered(id(1), new Text("late")), context))
        .contains(new Done(new Text("late")));
  }

  @Test
  @DisplayName("§6.2 whoever answered is asked first the next time")
  void remembersTheLeader() {
    begin("a");
    clerk.onTimer(TIMEOUT, context);
    clerk.onReply(S3, new Answered(id(1), new Text("done")), context);
    context.takeEffects();
    clerk.execute(new Work("b"), context);
    assertThat(sent()).containsExactly(new Send<>(S3, request(2, "b")));
  }

  @Test
  @DisplayName("an idle clerk has no timer that would wake it")
  void idleClerksSleep() {
    begin("a");
    context.takeEffects();
    clerk.onReply(S1, new Answered(id(1), new Text("done")), context);
    assertThat(context.takeEffects()).containsExactly(new Disarm<>(TIMEOUT), new Disarm<>(PAUSE));
  }

  @Test
  @DisplayName("replies to an earlier request are not taken for this one's")
  void oldRepliesAreIgnored() {
    begin("a");
    clerk.onReply(S1, new Answered(id(1), new Text("")), context);
    clerk.execute(new Work("b"), context);
    assertThat(clerk.onReply(S1, new Answered(id(1), new Text("a")), context)).isEmpty();
    assertThat(clerk.onReply(S1, new SessionExpired(id(1)), context)).isEmpty();
    assertThat(
            clerk.onReply(
                S1, new Answered(new RequestId(new SessionId(7), 2), new Text("x")), context))
        .isEmpty();
    assertThat(clerk.isIdle()).isFalse();
  }

  @Test
  @DisplayName("a restarted client does not take its former self's session for its own")
  void registrationsAreTold() {
    clerk.execute(new Work("a"), context);
    RequestId former = new RequestId(SessionId.NONE, 77);
    context.takeEffects();
    clerk.onReply(S1, new Registered(former, SESSION), context);
    assertThat(context.takeEffects()).isEmpty();
  }

  @Test
  @DisplayName("§6.3 a second registration, of a doubled message, is not used")
  void secondSessionIsIgnored() {
    begin("a");
    context.takeEffects();
    clerk.onReply(S1, new Registered(new RequestId(SessionId.NONE, 1), new SessionId(41)), context);
    assertThat(context.takeEffects()).isEmpty();
    assertThat(clerk.onReply(S1, new Answered(id(1), new Text("x")), context)).isPresent();
  }

  @Test
  @DisplayName("§6.3 an expired session means maybe, and the next request opens another")
  void expiryIsMaybe() {
    begin("a");
    sent();
    assertThat(clerk.onReply(S1, new SessionExpired(id(1)), context)).contains(new Maybe());

    clerk.execute(new Work("b"), context);
    assertThat(sent())
        .containsExactly(new Send<>(S1, new RegisterClient(new RequestId(SessionId.NONE, 2))));
  }

  @Test
  @DisplayName("every call ends: a command with maybe, once it was sent")
  void givesUpCommands() {
    begin("a");
    assertThat(timeOutUntilTheEnd()).isEqualTo(new Maybe());
    assertThat(clerk.isIdle()).isTrue();
    assertThat(clerk.onTimer(TIMEOUT, context)).isEmpty();

    clerk.execute(new Work("b"), context);
    assertThat(sent().getLast().message()).isEqualTo(request(2, "b"));
  }

  @Test
  @DisplayName("every call ends: what cannot have had an effect has failed")
  void givesUpTheRest() {
    clerk.execute(new Work("a"), context);
    assertThat(timeOutUntilTheEnd()).isEqualTo(new Failed());
    begin("a");
    clerk.onReply(S1, new Answered(id(1), new Text("")), context);
    clerk.query(new Question("q"), context);
    assertThat(timeOutUntilTheEnd()).isEqualTo(new Failed());
  }

  @Test
  @DisplayName("a clerk sees one call through at a time")
  void oneCallAtATime() {
    clerk.execute(new Work("a"), context);
    assertThatThrownBy(() -> clerk.execute(new Work("b"), context))
        .isInstanceOf(IllegalStateException.class);
  }

  /// Begins a clerk's first call, and brings it to where its request 1 has just been sent to `s1`.
  private void begin(String work) {
    clerk.execute(new Work(work), context);
    Request registration = (Request) sent().getLast().message();
    clerk.onReply(S1, new Registered(registration.id(), SESSION), context);
  }

  private Outcome timeOutUntilTheEnd() {
    for (int attempt = 1; attempt < PATIENCE.attemptsMax(); attempt++) {
      assertThat(clerk.onTimer(TIMEOUT, context)).isEmpty();
    }
    return clerk.onTimer(TIMEOUT, context).orElseThrow();
  }

  private List<Send<RsmMessage>> sent() {
    return context.takeEffects().stream()
        .filter(Effect.Send.class::isInstance)
        .map(effect -> (Send<RsmMessage>) effect)
        .toList();
  }

  private static ClientRequest request(long sequence, String text) {
    return new ClientRequest(id(sequence), new Work(text));
  }

  private static RequestId id(long sequence) {
    return new RequestId(SESSION, sequence);
  }
}

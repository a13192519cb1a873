package ds.protocol.rsm;

import static ds.core.Context.MILLISECOND;

import ds.core.Check;
import ds.core.Context;
import ds.core.NodeId;
import ds.core.Timer;
import ds.protocol.raft.log.Command;
import ds.protocol.rsm.RsmMessage.Answered;
import ds.protocol.rsm.RsmMessage.ClientQuery;
import ds.protocol.rsm.RsmMessage.ClientRequest;
import ds.protocol.rsm.RsmMessage.NotLeader;
import ds.protocol.rsm.RsmMessage.Overloaded;
import ds.protocol.rsm.RsmMessage.RegisterClient;
import ds.protocol.rsm.RsmMessage.Registered;
import ds.protocol.rsm.RsmMessage.Reply;
import ds.protocol.rsm.RsmMessage.Request;
import ds.protocol.rsm.RsmMessage.SessionExpired;
import java.util.List;
import java.util.Optional;

/// The client's half: sees one request through, whoever leads and whatever gets lost.
///
/// A client node has a clerk, asks it for one thing at a time, and hands it the replies and timers
/// that arrive. The clerk opens a session when it first needs one, keeps asking whom it believes to
/// lead, and says how it ended. It gives a request up after a while, so every call comes to an end.
///
/// It forgets everything in a crash. Then it opens another session, under a number that its former
/// self has not used, and takes no answer to that one for its own.
public final class Clerk {

  /// How a call ended.
  public sealed interface Outcome {

    /// It was carried out once, with this result.
    record Done(Machine.Result result) implements Outcome {}

    /// The command may have been carried out, once at most, or may be still.
    record Maybe() implements Outcome {}

    /// It has had no effect and will have none.
    record Failed() implements Outcome {}
  }

  /// What wakes a clerk.
  public enum ClerkTimer implements Timer {
    /// No reply has come. Maybe someone else leads.
    TIMEOUT,
    /// There was no leader, or it was overloaded. Maybe now.
    PAUSE
  }

  /// How patient a clerk is, in nanoseconds.
  ///
  /// @param timeout the longest wait for the first reply; it doubles with each further attempt
  /// @param timeoutMax where doubling ends
  /// @param pause the longest pause after a replica could not help; it doubles likewise
  /// @param attemptsMax how often a request is sent before it is given up
  public record Patience(long timeout, long timeoutMax, long pause, int attemptsMax) {

    /// Sends again when a reply is late on a local network, tries all replicas within an election,
    /// and gives up after about a minute.
    public static final Patience DEFAULT =
        new Patience(200 * MILLISECOND, 1_600 * MILLISECOND, 25 * MILLISECOND, 64);

    public Patience {
      Check.that(0 < pause && 0 < timeout, "patience takes time");
      Check.that(timeout <= timeoutMax, "waiting grows with the attempts");
      Check.that(timeoutMax <= Context.TIMER_MAX, "a wait fits a timer");
      Check.that(attemptsMax > 0, "a request is sent at least once");
    }

    private long grown(long wait, int attempts) {
      return Math.min(wait << Math.min(attempts, 16), timeoutMax);
    }
  }

  /// What the client wants.
  private sealed interface Call {

    record Write(Command command) implements Call {}

    record Read(Machine.Query query) implements Call {}
  }

  private final List<NodeId> replicas;
  private final Patience patience;

  private NodeId leader;
  private SessionId session = SessionId.NONE;
  private long sequence;

  // The call under way, and what we have sent for it.
  private Optional<Call> call = Optional.empty();
  private Optional<Request> request = Optional.empty();
  private int attempts;
  private int redirects;

  /// @param replicas those that are known at first; the clerk follows hints to others too
  public Clerk(List<NodeId> replicas, Patience patience) {
    Check.that(!replicas.isEmpty(), "a clerk knows a replica");
    this.replicas = List.copyOf(replicas);
    this.patience = patience;
    this.leader = replicas.getFirst();
  }

  /// Whether no call is under way.
  public boolean isIdle() {
    return call.isEmpty();
  }

  /// Begins to have `command` carried out, exactly once.
  public void execute(Command command, Context<RsmMessage> context) {
    begin(new Call.Write(command), context);
  }

  /// Begins to ask about the state as of some moment between now and the answer.
  public void query(Machine.Query query, Context<RsmMessage> context) {
    begin(new Call.Read(query), context);
  }

  private void begin(Call next, Context<RsmMessage> context) {
    Check.that(isIdle(), "a clerk sees one call through at a time");
    call = Optional.of(next);
    attempts = 0;
    redirects = 0;
    prepare(next, context);
    send(context);
  }

  private void prepare(Call next, Context<RsmMessage> context) {
    if (session.equals(SessionId.NONE)) {
      long number = context.random(Long.MAX_VALUE);
      request = Optional.of(new RegisterClient(new RequestId(SessionId.NONE, number)));
      return;
    }
    RequestId id = new RequestId(session, ++sequence);
    request =
        Optional.of(
            switch (next) {
              case Call.Write(var command) -> new ClientRequest(id, command);
              case Call.Read(var query) -> new ClientQuery(id, query);
            });
  }

  private void send(Context<RsmMessage> context) {
    long wait = patience.grown(patience.timeout, attempts);
    attempts++;
    context.send(leader, request.orElseThrow());
    context.arm(ClerkTimer.TIMEOUT, wait / 2, wait);
  }

  /// Takes a reply; the outcome, if that was the end of the call.
  public Optional<Outcome> onReply(NodeId from, Reply reply, Context<RsmMessage> context) {
    if (request.isEmpty() || !request.get().id().equals(reply.id())) {
      return Optional.empty(); // to a request that is over
    }
    boolean isCurrent = from.equals(leader); // else we are asking someone else already
    return switch (reply) {
      case Registered(var _, var opened) -> onRegistered(from, opened, context);
      case Answered(var _, var result) -> {
        leader = from;
        yield end(new Outcome.Done(result), context);
      }
      case SessionExpired _ -> onSessionExpired(context);
      case NotLeader(var _, var hint) when isCurrent -> onNotLeader(hint, context);
      case Overloaded _ when isCurrent -> pause(context);
      case NotLeader _, Overloaded _ -> Optional.empty();
    };
  }

  /// Takes a timer; the outcome, if that was the end of the call.
  public Optional<Outcome> onTimer(ClerkTimer timer, Context<RsmMessage> context) {
    if (isIdle()) {
      return Optional.empty();
    }
    if (attempts >= patience.attemptsMax) {
      return end(givenUp(), context);
    }
    if (timer == ClerkTimer.TIMEOUT) {
      leader = replicaAfter(leader);
    }
    redirects = 0;
    send(context);
    return Optional.empty();
  }

  private Optional<Outcome> onRegistered(
      NodeId from, SessionId opened, Context<RsmMessage> context) {
    leader = from;
    session = opened;
    attempts = 0;
    prepare(call.orElseThrow(), context);
    send(context);
    return Optional.empty();
  }

  /// Another copy of the request may have been carried out before the session expired, and asking
  /// again under a new session could do so a second time.
  private Optional<Outcome> onSessionExpired(Context<RsmMessage> context) {
    session = SessionId.NONE;
    return end(new Outcome.Maybe(), context);
  }

  /// Follows the hint at once, but not in circles: two replicas that take each other for the leader
  /// would keep us running.
  private Optional<Outcome> onNotLeader(Optional<NodeId> hint, Context<RsmMessage> context) {
    if (hint.isPresent() && !hint.get().equals(leader) && redirects < replicas.size()) {
      leader = hint.get();
      redirects++;
      send(context);
      return Optional.empty();
    }
    leader = replicaAfter(leader);
    return pause(context);
  }

  private Optional<Outcome> pause(Context<RsmMessage> context) {
    long wait = patience.grown(patience.pause, attempts);
    context.disarm(ClerkTimer.TIMEOUT);
    context.arm(ClerkTimer.PAUSE, wait / 2, wait);
    return Optional.empty();
  }

  private Outcome givenUp() {
    boolean mayHaveEffect = request.orElseThrow() instanceof ClientRequest;
    return mayHaveEffect ? new Outcome.Maybe() : new Outcome.Failed();
  }

  private Optional<Outcome> end(Outcome outcome, Context<RsmMessage> context) {
    call = Optional.empty();
    request = Optional.empty();
    context.disarm(ClerkTimer.TIMEOUT);
    context.disarm(ClerkTimer.PAUSE);
    return Optional.of(outcome);
  }

  private NodeId replicaAfter(NodeId replica) {
    int next = replicas.indexOf(replica) + 1;
    return replicas.get(next < replicas.size() ? next : 0);
  }
}

package ds.system.kv.member;

import ds.core.Context;
import ds.core.NodeId;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Answer.LeaderAnswer;
import ds.system.kv.call.Call;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Reply;
import ds.system.kv.call.Request;
import ds.system.kv.call.Request.AskTimeToLive;
import ds.system.kv.call.Request.KeepAlive;
import ds.system.kv.member.MemberMessage.Answered;
import ds.system.kv.member.MemberMessage.Changed;
import ds.system.kv.member.MemberMessage.Replies;
import ds.system.kv.store.Revision;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where calls come in and answers go out: the clients' side of one [Member].
///
/// What a step has to say to clients leaves at its end, behind whatever the Raft has sent and
/// persisted in it. A call of the front is answered once: with what became of it, or, after a time,
/// with the news that nothing was heard of it.
///
/// Time is counted in ticks of a timer, as a node's clock may jump and a timer doesn't: after a
/// jump back, calls would wait for as long as it went.
final class Desk {

  /// Who waits for an answer.
  ///
  /// @param who the front of this process, or a member that passed the call on
  /// @param call the number of the call there
  record Asker(NodeId who, long call) {

    /// Nobody: the cluster's own doing.
    static final Asker NOBODY = new Asker(new NodeId("nobody"), 0);
  }

  private final long patience;
  private long time;

  /// The calls of the front that are not answered yet, in the order of their arrival, and until
  /// when they wait.
  private final Map<Long, Long> open = new LinkedHashMap<>();

  /// Calls that were passed on to a leader, by the number of that request.
  private final Map<Long, Call> passedOn = new LinkedHashMap<>();

  // What a step has to say; empty between steps.
  private final List<Reply> replies = new ArrayList<>();
  private final List<Revision> revisions = new ArrayList<>();
  private final List<Letter> letters = new ArrayList<>();

  private record Letter(NodeId to, MemberMessage message) {}

  /// @param patience how long a call may wait, in nanoseconds
  Desk(long patience) {
    this.patience = patience;
  }

  /// When the patience ends that begins now; the tick under way is for nothing.
  long until() {
    return time + LeaseKeeper.TICK + patience;
  }

  boolean isOver(long until) {
    return until <= time;
  }

  /// Takes note of a call of the front.
  void open(Call call) {
    open.put(call.id(), until());
  }

  /// Whether a call still waits.
  boolean isOpen(Call call) {
    return open.containsKey(call.id());
  }

  void reply(Asker asker, Answer answer) {
    if (asker.who().equals(MemberMessage.FRONT)) {
      replyToFront(asker.call(), answer);
    } else if (answer instanceof LeaderAnswer ours && !asker.equals(Asker.NOBODY)) {
      post(asker.who(), new Answered(asker.call(), ours));
    }
  }

  void fail(Asker asker, CallError error) {
    reply(asker, new Answer.Failed(error));
  }

  /// A call of the front goes on to a leader.
  void passOn(long request, Call call) {
    passedOn.put(request, call);
  }

  /// What was passed on, is not answered, and does no harm when it is asked again: what was sent
  /// may be lost, or the leader may be another one by now. Whichever answer comes first counts.
  Set<Call> repeatable() {
    Set<Call> repeatable = new LinkedHashSet<>(passedOn.values());
    repeatable.removeIf(call -> !isRepeatable(call.request()));
    return repeatable;
  }

  private static boolean isRepeatable(Request request) {
    return request instanceof KeepAlive || request instanceof AskTimeToLive;
  }

  /// What has become of it there. Who could not answer what does no harm when it is asked again, is
  /// not the last to be asked.
  void onAnswered(long request, Answer answer) {
    Call call = passedOn.get(request);
    if (call != null && !(answer instanceof Answer.Failed && isRepeatable(call.request()))) {
      passedOn.remove(request);
      replyToFront(call.id(), answer);
    }
  }

  /// Answers a call of the front; one that was given up is not answered again.
  void replyToFront(long call, Answer answer) {
    if (open.remove(call) != null) {
      replies.add(new Reply(call, answer));
    }
  }

  /// Sends something else at the end of the step.
  void post(NodeId to, MemberMessage message) {
    letters.add(new Letter(to, message));
  }

  /// Tells those who watch the store.
  void changed(Revision revision) {
    revisions.add(revision);
  }

  /// Gives up the calls that have waited for too long.
  void tick() {
    time += LeaseKeeper.TICK;
    giveUp();
    passedOn.values().removeIf(call -> !isOpen(call));
  }

  private void giveUp() {
    Iterator<Map.Entry<Long, Long>> oldest = open.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Long, Long> call = oldest.next();
      if (!isOver(call.getValue())) {
        return;
      }
      oldest.remove();
      replies.add(new Reply(call.getKey(), new Answer.Failed(CallError.TIMED_OUT)));
    }
  }

  /// Sends what the step has to say.
  void deliver(Context<MemberMessage> context) {
    for (Letter letter : letters) {
      context.send(letter.to(), letter.message());
    }
    letters.clear();
    if (!revisions.isEmpty()) {
      context.send(MemberMessage.FRONT, new Changed(revisions));
      revisions.clear();
    }
    if (!replies.isEmpty()) {
      context.send(MemberMessage.FRONT, new Replies(replies));
      replies.clear();
    }
  }
}

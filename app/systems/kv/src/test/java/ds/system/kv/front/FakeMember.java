package ds.system.kv.front;

import ds.system.kv.auth.Rules;
import ds.system.kv.call.Answer;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Request;
import ds.system.kv.call.Request.AskLeases;
import ds.system.kv.call.Request.AskMembers;
import ds.system.kv.call.Request.AskRevisions;
import ds.system.kv.call.Request.AskRules;
import ds.system.kv.call.Request.AskStatus;
import ds.system.kv.call.Request.AskTimeToLive;
import ds.system.kv.call.Request.AskView;
import ds.system.kv.call.Request.KeepAlive;
import ds.system.kv.call.Request.MemberRequest;
import ds.system.kv.call.Request.MoveLeader;
import ds.system.kv.call.Request.Read;
import ds.system.kv.call.Request.Write;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvCommand;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.store.Revision;
import ds.system.kv.store.Revision.Change;
import ds.system.kv.store.StateView;
import ds.system.kv.store.StoreMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// A member without a cluster: the real state on a thread of its own, which agrees with itself at
/// once. Time does not pass for its leases.
public final class FakeMember implements MemberGate, AutoCloseable {

  /// A member to which leadership is never handed over in time.
  public static final long SLOW = 8;

  private final StoreMachine state = new StoreMachine();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final List<ClusterMember> members = new ArrayList<>();
  private Consumer<List<Revision>> follower = _ -> {};
  private volatile Rules rules = state.auth().snapshot();
  private volatile long revision = 1;
  private volatile long compacted = -1;
  private volatile long leader = 7;
  private volatile boolean isLearner;
  private volatile boolean breaksViews;
  private volatile boolean breaksReads;

  public FakeMember() {
    members.add(
        new ClusterMember(7, "seven", List.of("http://localhost:2380"), List.of("http://c:1")));
  }

  @Override
  public long clusterId() {
    return 1000;
  }

  @Override
  public long memberId() {
    return 7;
  }

  @Override
  public long term() {
    return 3;
  }

  @Override
  public long leader() {
    return leader;
  }

  @Override
  public boolean isLearner() {
    return isLearner;
  }

  @Override
  public long revision() {
    return revision;
  }

  @Override
  public long compacted() {
    return compacted;
  }

  @Override
  public Rules rules() {
    return rules;
  }

  @Override
  public void follow(Consumer<List<Revision>> newFollower) {
    follower = newFollower;
  }

  @Override
  public void ask(Request request, Consumer<Answer> reply) {
    if (breaksReads && request instanceof Read) {
      throw new IllegalStateException("broken on purpose");
    }
    thread.execute(() -> reply.accept(answer(request)));
  }

  /// From now on it has no vote.
  public void loseVote() {
    isLearner = true;
  }

  /// From now on its thread does something else and comes to no end.
  public void stick() {
    thread.execute(LockSupport::park); // until it is closed
  }

  /// From now on nobody leads.
  public void loseLeader() {
    leader = 0;
  }

  /// From now on this member leads, as at the beginning.
  public void lead() {
    leader = memberId();
  }

  /// Carries out commands as the cluster's own.
  public void apply(KvCommand... commands) {
    CompletableFuture.runAsync(() -> List.of(commands).forEach(this::write), thread).join();
  }

  /// Changes the state without telling anybody, as the installation of a snapshot does.
  public void applySilently(KvCommand command) {
    CompletableFuture.runAsync(
            () -> {
              state.apply(command);
              look();
            },
            thread)
        .join();
  }

  private void look() {
    revision = state.revision();
    compacted = state.compacted();
    rules = state.auth().snapshot();
  }

  private Answer write(KvCommand command) {
    long before = state.revision();
    Answer answer = new Answer.Result(state.apply(command));
    look();
    if (revision > before) {
      follower.accept(revisions(before + 1, revision));
    }
    return answer;
  }

  private List<Revision> revisions(long from, long to) {
    List<Revision> revisions = new ArrayList<>();
    List<Change> together = new ArrayList<>();
    List<KeyValue> changes = state.changes(from, to);
    for (int i = 0; i < changes.size(); i++) {
      KeyValue change = changes.get(i);
      together.add(new Change(change, state.before(change)));
      boolean isLast =
          i + 1 == changes.size() || changes.get(i + 1).modified() != change.modified();
      if (isLast) {
        revisions.add(new Revision(change.modified(), together));
        together.clear();
      }
    }
    return revisions;
  }

  private Answer answer(Request request) {
    boolean isAnsweredAlone =
        request instanceof AskStatus || (request instanceof Read(_, var isNewest) && !isNewest);
    if (leader == 0 && !isAnsweredAlone) {
      return new Answer.Failed(CallError.NO_LEADER);
    }
    return switch (request) {
      case Write(var command) -> write(command);
      case Read(var query, _) -> new Answer.Result(state.query(query));
      case KeepAlive(var lease) -> life(lease);
      case AskTimeToLive(var lease) -> life(lease);
      case MemberRequest change -> change(change);
      case AskRevisions(var from, var max) -> past(from, max);
      case AskView _ -> new Answer.View(breaksViews ? nothing() : state.snapshot());
      case AskLeases _ -> {
        List<Long> leases = new ArrayList<>();
        state.leases().ttls().forEach(entry -> leases.add(entry.key()));
        yield new Answer.Leases(leases);
      }
      case AskRules _ -> new Answer.RulesView(state.auth().snapshot());
      case MoveLeader(var target) when target == memberId() -> new Answer.Accepted();
      case MoveLeader(var target) when target == SLOW -> new Answer.Failed(CallError.TIMED_OUT);
      case MoveLeader _ ->
          new Answer.Refused(Answer.Refusal.MEMBER_NOT_FOUND, "there is nobody else");
      case AskStatus _ ->
          new Answer.Status(leader, false, 3, 10, 10, state.sizeBytes(), state.alarms());
      case AskMembers _ -> new Answer.Members(members, List.of());
    };
  }

  /// What throws at whoever looks at it.
  @SuppressWarnings("NullAway")
  private static StateView nothing() {
    return null;
  }

  /// From now on it throws at whoever reads.
  public void breakReads() {
    breaksReads = true;
  }

  /// Shows its state to nobody any more.
  public void breakViews() {
    breaksViews = true;
  }

  private Answer life(long lease) {
    long ttl = state.leases().ttlSeconds(lease);
    return new Answer.TimeToLive(lease, ttl, ttl, state.leases().keys(lease));
  }

  private Answer past(long from, int max) {
    long compacted = state.compacted();
    if (from < compacted || from > state.revision()) {
      return new Answer.Revisions(List.of(), from, compacted);
    }
    long last = Math.min(state.revision(), from + max - 1);
    return new Answer.Revisions(revisions(from, last), last + 1, compacted);
  }

  private Answer change(MemberRequest request) {
    switch (request) {
      case MemberRequest.Add(var member, _) -> members.add(member);
      case MemberRequest.Remove(var id) -> {
        if (!members.removeIf(member -> member.id() == id)) {
          return new Answer.Refused(Answer.Refusal.MEMBER_NOT_FOUND, "");
        }
      }
      case MemberRequest.Promote _ -> {
        return new Answer.Refused(Answer.Refusal.NOT_A_LEARNER, "");
      }
      case MemberRequest.Update(var id, var urls) ->
          members.replaceAll(member -> member.id() == id ? member.withPeerUrls(urls) : member);
      case MemberRequest.Publish _ -> {}
    }
    return new Answer.Members(members, List.of());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

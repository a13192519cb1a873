package ds.system.kv.server;

import ds.core.NodeId;
import ds.protocol.raft.log.Membership;
import ds.runtime.host.Funnel;
import ds.runtime.host.Port;
import ds.system.kv.auth.Auth;
import ds.system.kv.auth.Rules;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Call;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Reply;
import ds.system.kv.call.Request;
import ds.system.kv.call.Request.AskMembers;
import ds.system.kv.call.Request.MemberRequest;
import ds.system.kv.front.MemberGate;
import ds.system.kv.member.Member;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.Calls;
import ds.system.kv.member.MemberMessage.Changed;
import ds.system.kv.member.MemberMessage.PeerMessage;
import ds.system.kv.member.MemberMessage.Removed;
import ds.system.kv.member.MemberMessage.Replies;
import ds.system.kv.member.MemberMessage.RosterChanged;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.store.Revision;
import ds.system.kv.store.Search;
import ds.system.kv.store.StoreMachine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge between the front's threads and the member's loop.
///
/// Calls go over by a [Funnel], answers come back through a [Port], and are told apart by their
/// numbers. What the front may look at without asking is copied on the member's loop.
final class Gate implements MemberGate, MemberLog.Standing, Port<MemberMessage> {

  /// What happens to a member that its clients have no part in. Called on the member's loop.
  interface Fate {

    void rosterChanged(List<ClusterMember> members, List<Long> removed);

    /// The member belongs to the cluster no more.
    void removed();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  /// Long ranges are rare, and must not take all cores from the member.
  private static final int SEARCHERS = 2;

  /// Each may hold a view of the store, so none is kept for long.
  private static final int SEARCHES_WAITING_MAX = 256;

  private final ThreadPoolExecutor searchers;
  private final long clusterId;
  private final long memberId;
  private final NodeId self;
  private final Member member;
  private final Fate fate;
  private final Meters meters;
  private final Map<Long, Consumer<Answer>> waiting = new ConcurrentHashMap<>();

  /// The members that calls from here ask to remove. A leader that removes itself answers nobody:
  /// it is shut out as soon as the others know. So such a call is also answered by what it brings
  /// about.
  private final Map<Long, Long> removals = new ConcurrentHashMap<>();

  private final AtomicLong calls = new AtomicLong();
  private volatile Optional<Funnel<Call>> way = Optional.empty();
  private volatile Consumer<List<Revision>> follower = _ -> {};

  private volatile Rules rules;
  private volatile long revision;
  private volatile long term;
  private volatile long leader;
  private final AtomicLong leaderChanges = new AtomicLong();
  private volatile long logged;
  private volatile long committed;
  private volatile long applied;
  private volatile long compacted = -1;
  private volatile long storeBytes;
  private volatile Membership membership = Membership.NONE;
  private volatile Set<Long> started = Set.of();
  private long rulesRevision;
  private Set<Long> struck = Set.of();

  Gate(long clusterId, long memberId, Member member, Fate fate, Meters meters) {
    this.clusterId = clusterId;
    this.memberId = memberId;
    this.self = ClusterMember.node(memberId);
    this.member = member;
    this.fate = fate;
    this.meters = meters;
    this.rules = member.state().auth().snapshot();
    this.searchers =
        new ThreadPoolExecutor(
            SEARCHERS,
            SEARCHERS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(SEARCHES_WAITING_MAX),
            Thread.ofPlatform().name("search-" + memberId + "-", 0).daemon().factory());
    searchers.allowCoreThreadTimeOut(true);
  }

  /// Lets calls through from now on.
  void open(Funnel<Call> funnel) {
    way = Optional.of(funnel);
  }

  @Override
  public long clusterId() {
    return clusterId;
  }

  @Override
  public long memberId() {
    return memberId;
  }

  @Override
  public long term() {
    return term;
  }

  @Override
  public long leader() {
    return leader;
  }

  @Override
  public boolean isLearner() {
    return membership.learners().contains(self);
  }

  /// Whether the newest membership in this member's log names a node, committed or not.
  boolean isInLog(NodeId node) {
    return membership.contains(node);
  }

  /// Whether a member was started at some time, as far as this one can tell.
  boolean hasStarted(NodeId node) {
    return started.contains(ClusterMember.id(node));
  }

  @Override
  public long revision() {
    return revision;
  }

  /// How often another leader was seen than before.
  long leaderChanges() {
    return leaderChanges.get();
  }

  /// Up to where the log goes.
  long logged() {
    return logged;
  }

  long committed() {
    return committed;
  }

  @Override
  public long applied() {
    return applied;
  }

  @Override
  public long compacted() {
    return compacted;
  }

  long storeBytes() {
    return storeBytes;
  }

  /// Calls that have no answer yet.
  long waiting() {
    return waiting.size();
  }

  @Override
  public Rules rules() {
    return rules;
  }

  @Override
  public void ask(Request request, Consumer<Answer> reply) {
    long call = calls.incrementAndGet();
    Consumer<Answer> waiter = request instanceof Request.Write ? timed(reply) : reply;
    waiting.put(call, waiter);
    if (request instanceof MemberRequest.Remove(var leaving)) {
      removals.put(call, leaving);
    }
    boolean isTaken = way.isPresent() && way.get().offer(new Call(call, request));
    if (!isTaken) {
      waiting.remove(call);
      removals.remove(call);
      waiter.accept(new Answer.Failed(CallError.OVERLOADED));
    }
  }

  private Consumer<Answer> timed(Consumer<Answer> reply) {
    long asked = System.nanoTime();
    meters.proposed();
    return answer -> {
      meters.answered(System.nanoTime() - asked, answer instanceof Answer.Failed);
      reply.accept(answer);
    };
  }

  @Override
  public void follow(Consumer<List<Revision>> newFollower) {
    follower = newFollower;
  }

  @Override
  public void receive(NodeId from, MemberMessage message) {
    look();
    switch (message) {
      case Replies(var replies) -> replies.forEach(this::pass);
      case Changed(var revisions) -> follower.accept(revisions);
      case RosterChanged(var members, var removed, var begun) -> {
        started = Set.copyOf(begun);
        fate.rosterChanged(members, removed);
        removed.stream().filter(it -> !struck.contains(it)).forEach(this::wasRemoved);
        struck = Set.copyOf(removed);
      }
      case Removed() -> fate.removed();
      case Calls _, PeerMessage _ -> {} // not for us
    }
  }

  /// A member is known to be removed, by the log or by the others' word.
  void wasRemoved(long leaver) {
    removals.forEach((call, leaving) -> {
      Consumer<Answer> waiter = leaving == leaver ? waiting.remove(call) : null;
      if (waiter != null) {
        removals.remove(call);
        ask(new AskMembers(false), answer -> waiter.accept(without(leaver, answer)));
      }
    });
  }

  private static Answer without(long leaver, Answer answer) {
    return answer instanceof Answer.Members(var members, var learners)
        ? new Answer.Members(
            members.stream().filter(it -> it.id() != leaver).toList(),
            learners.stream().filter(it -> it != leaver).toList())
        : answer;
  }

  private void pass(Reply reply) {
    removals.remove(reply.id());
    Consumer<Answer> waiter = waiting.remove(reply.id());
    if (waiter != null) {
      switch (reply.answer()) {
        case Answer.Unsearched(var search) -> search(search, waiter);
        case Answer answer -> give(waiter, answer);
      }
    }
  }

  /// What goes wrong with one answer is neither the affair of those behind it, nor of the member.
  private static void give(Consumer<Answer> waiter, Answer answer) {
    try {
      waiter.accept(answer);
    } catch (RuntimeException e) {
      LOG.error("an answer could not be given", e);
    }
  }

  /// Looks for what the member had no time for.
  private void search(Search search, Consumer<Answer> waiter) {
    try {
      searchers.execute(() -> give(waiter, found(search)));
    } catch (RejectedExecutionException e) {
      give(waiter, new Answer.Failed(CallError.OVERLOADED));
    }
  }

  private static Answer found(Search search) {
    try {
      return new Answer.Result(search.find());
    } catch (RuntimeException e) {
      LOG.error("a search has failed", e);
      return new Answer.Failed(CallError.BROKEN);
    }
  }

  /// What is still searched for is not found any more.
  void close() {
    searchers.shutdownNow();
  }

  /// Copies what may have changed in the step that is ending.
  void look() {
    StoreMachine state = member.state();
    revision = state.revision();
    term = member.raft().term().number();
    logged = member.raft().lastIndex().number();
    committed = member.raft().commitIndex().number();
    applied = member.raft().lastApplied().number();
    compacted = state.compacted();
    storeBytes = state.sizeBytes();
    look(member.raft().leader().map(ClusterMember::id).orElse(0L));
    membership = member.raft().membership();
    Auth auth = state.auth();
    if (auth.revision() != rulesRevision || auth.isEnabled() != rules.enabled()) {
      rulesRevision = auth.revision();
      rules = auth.snapshot();
    }
  }

  private void look(long nowLeading) {
    if (nowLeading != leader && nowLeading != 0) {
      leaderChanges.incrementAndGet();
    }
    leader = nowLeading;
  }
}

package broadcast;

import static ds.core.Context.MILLISECOND;

import broadcast.Kept.Audience;
import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.broadcast.BroadcastMessage;
import ds.exercise.broadcast.BroadcastMessage.Broadcast;
import ds.exercise.broadcast.BroadcastMessage.Stored;
import ds.exercise.broadcast.Delivered;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Passes values on by letters, and repeats whatever was not confirmed.
///
/// A value takes two links at most: from its first server to one member of each group, and from
/// there to the others. Of 25 servers the first one tells eight, and four of these tell four more.
/// Whoever passes a value on is answerable for it: it keeps at it, in later lives too, until the
/// other one has confirmed to have the value on its disk. So nobody ever has to find out what it
/// lacks.
///
/// Values wait for a while, so that several go in one letter. Confirmations are in no hurry: they
/// go with values, or at the end of a round.
final class Post implements Node<BroadcastMessage> {

  /// How often values are confirmed, and is looked for what nobody has confirmed.
  private static final long ROUND = 2_000 * MILLISECOND;

  private enum PostTimer implements Timer {
    LETTERS,
    END_OF_ROUND
  }

  private final Groups groups;
  private final long gathering;
  private final Map<NodeId, Mailbox> mailboxes = new TreeMap<>();
  private final TreeSet<Long> known = new TreeSet<>();
  private boolean isGathering;

  /// @param gathering how long values wait for others, to go in the same letter
  Post(NodeId self, List<NodeId> servers, long gathering) {
    this.groups = new Groups(self, servers);
    this.gathering = gathering;
    for (NodeId server : servers) {
      mailboxes.put(server, new Mailbox());
    }
  }

  @Override
  public void on(Event<BroadcastMessage> event, Context<BroadcastMessage> context) {
    switch (event) {
      case Started(var recovered) -> onStarted(recovered, context);
      case Received(var from, Broadcast(long value)) -> onBroadcast(from, value, context);
      case Received(var from, Letter(var values, var thanks)) -> {
        thanks.forEach(mailboxes.get(from)::confirmed);
        values.forEach(value -> onTold(from, value, context));
      }
      case Received(_, BroadcastMessage.Peer _) -> {} // all of them are letters
      case Received(_, Stored _) -> {} // servers broadcast nothing of their own
      case TimerFired(PostTimer timer) -> onTimer(timer, context);
      case TimerFired(_) -> {} // there are no other timers
    }
  }

  private void onStarted(Iterable<? extends Durable> recovered, Context<BroadcastMessage> context) {
    for (Durable record : recovered) {
      learn((Kept) record, context);
    }
    context.arm(PostTimer.END_OF_ROUND, 0, ROUND);
  }

  private void onBroadcast(NodeId client, long value, Context<BroadcastMessage> context) {
    keep(value, Audience.ALL, context);
    context.send(client, new Stored(value));
  }

  private void onTold(NodeId from, long value, Context<BroadcastMessage> context) {
    keep(value, groups.isMate(from) ? Audience.NOBODY : Audience.GROUP, context);
    mailboxes.get(from).thank(value);
  }

  /// Whoever told the value first is answerable for those who are not told from here.
  private void keep(long value, Audience audience, Context<BroadcastMessage> context) {
    if (!known.contains(value)) {
      Kept kept = new Kept(value, audience);
      context.persist(kept);
      learn(kept, context);
    }
  }

  private void learn(Kept kept, Context<BroadcastMessage> context) {
    known.add(kept.value());
    context.report(new Delivered(kept.value()));
    if (kept.audience() != Audience.NOBODY) {
      groups.mates().forEach(it -> mailboxes.get(it).add(kept.value()));
    }
    if (kept.audience() == Audience.ALL) {
      groups.partners().forEach(it -> mailboxes.get(it).add(kept.value()));
    }
    gather(context);
  }

  /// The first value that waits starts the timer, so that no later one can put it off.
  private void gather(Context<BroadcastMessage> context) {
    if (!isGathering) {
      isGathering = true;
      context.arm(PostTimer.LETTERS, gathering, gathering);
    }
  }

  private void onTimer(PostTimer timer, Context<BroadcastMessage> context) {
    switch (timer) {
      case LETTERS -> onLetters(context);
      case END_OF_ROUND -> onEndOfRound(context);
    }
  }

  private void onLetters(Context<BroadcastMessage> context) {
    isGathering = false;
    mailboxes.forEach((other, mailbox) -> {
      if (mailbox.hasFresh()) {
        context.send(other, mailbox.letter());
      }
    });
  }

  private void onEndOfRound(Context<BroadcastMessage> context) {
    mailboxes.forEach((other, mailbox) -> {
      mailbox.endRound();
      if (!mailbox.isEmpty()) {
        context.send(other, mailbox.letter());
      }
    });
    context.arm(PostTimer.END_OF_ROUND, ROUND, ROUND);
  }
}

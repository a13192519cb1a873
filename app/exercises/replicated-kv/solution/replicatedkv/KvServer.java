package replicatedkv;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.replicatedkv.KvMessage;
import ds.exercise.replicatedkv.KvMessage.AskAnother;
import ds.exercise.replicatedkv.KvMessage.Reply;
import ds.exercise.replicatedkv.KvMessage.Request;
import ds.exercise.replicatedkv.Operation.Get;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.Answer.Accepted;
import ds.protocol.raft.log.Answer.NotLeader;
import ds.protocol.raft.log.Answer.Overloaded;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import replicatedkv.KvPeer.ForRaft;

/// A server of a replicated store. Writes take the way through the log; gets are answered from the
/// state as soon as Raft knows that no newer leader can have changed it.
public final class KvServer implements Node<KvMessage> {

  /// A snapshot every few writes, as the state is small; the last 10 entries stay for followers
  /// that are a bit behind.
  private static final RaftSettings SETTINGS =
      RaftSettings.DEFAULT.with(new RaftSettings.Compaction(5, 16 * 1024, 10, 8));

  /// A client whose request stands at some index, if the entry there is still of `term`.
  private record Writer(Term term, NodeId client, long number) {}

  private record Reader(NodeId client, long number, String key) {}

  private record Letter(NodeId to, KvMessage message) {}

  private final Raft raft;
  private final Store store = new Store();

  // Leader only: who waits for an answer.
  private final SortedMap<LogIndex, Writer> writers = new TreeMap<>();
  private final SortedMap<Long, Reader> readers = new TreeMap<>();
  private long ticket;

  /// What is to be sent when the Raft has done its part of the step; empty between steps.
  private final List<Letter> letters = new ArrayList<>();

  public KvServer(NodeId self, List<NodeId> servers) {
    raft = new Raft(self, Membership.of(servers), SETTINGS, new Executor());
  }

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    Context<RaftMessage> inner = context.mapped(ForRaft::new);
    switch (event) {
      case Started(var recovered) -> raft.on(new Started<>(recovered), inner);
      case TimerFired(var timer) -> raft.on(new TimerFired<>(timer), inner);
      case Received(var from, ForRaft(var message)) ->
          raft.on(new Received<>(from, message), inner);
      case Received(var from, Request request) -> onRequest(from, request, inner);
      case Received(_, _) -> {} // nobody else talks to a server
    }
    letters.forEach(letter -> context.send(letter.to(), letter.message()));
    letters.clear();
  }

  private void onRequest(NodeId from, Request request, Context<RaftMessage> inner) {
    if (request.number() <= store.newest(from)) {
      answer(from, request.number());
    } else if (request.operation() instanceof Get(var key)) {
      read(new Reader(from, request.number(), key), inner);
    } else {
      write(from, request, inner);
    }
  }

  private void write(NodeId from, Request request, Context<RaftMessage> inner) {
    switch (raft.propose(new Execute(from, request.number(), request.operation()), inner)) {
      case Accepted(var index, var term) ->
          writers.put(index, new Writer(term, from, request.number()));
      case NotLeader _, Overloaded _ -> turnAway(from, request.number());
    }
  }

  private void read(Reader reader, Context<RaftMessage> inner) {
    ticket++;
    readers.put(ticket, reader); // first: it may be readable at once
    if (!(raft.read(ticket, inner) instanceof Accepted)) {
      readers.remove(ticket);
      turnAway(reader.client(), reader.number());
    }
  }

  /// What stands behind the Raft.
  private final class Executor implements Application {

    @Override
    public void apply(LogIndex index, Term term, Command command) {
      Execute request = (Execute) command;
      store.apply(request);
      Writer writer = writers.remove(index);
      if (writer != null && writer.term().equals(term)) {
        answer(writer.client(), writer.number());
      }
    }

    @Override
    public void readable(long read) {
      Reader reader = readers.remove(read);
      send(reader.client(), new Reply(reader.number(), store.get(reader.key())));
    }

    /// Entries that were accepted may be lost now. Clients ask again, and so find out.
    @Override
    public void leadershipLost() {
      writers.values().forEach(writer -> turnAway(writer.client(), writer.number()));
      writers.clear();
      readers.values().forEach(reader -> turnAway(reader.client(), reader.number()));
      readers.clear();
    }

    @Override
    public Iterable<Durable> snapshot() {
      return store.snapshot();
    }

    @Override
    public void restore(Iterable<? extends Durable> pieces) {
      pieces.forEach(piece -> store.restore((Store.Saved) piece));
    }
  }

  /// Answers what was carried out; a client waits for nothing but its newest call.
  private void answer(NodeId client, long number) {
    store.answered(client, number).ifPresent(it -> send(client, new Reply(number, it)));
  }

  private void turnAway(NodeId client, long number) {
    send(client, new AskAnother(number, raft.leader()));
  }

  private void send(NodeId to, KvMessage message) {
    letters.add(new Letter(to, message));
  }
}

package ds.scenario.raft;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftMessage.Answered;
import ds.protocol.raft.RaftMessage.Propose;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Term;
import java.util.ArrayList;
import java.util.List;

/// The server of scripts about Raft: what it replicates is a list of words.
final class WordServer implements Node<RaftMessage> {

  /// A word to append to the list.
  record Word(String text) implements Command {

    @Override
    public String toString() {
      return text;
    }
  }

  /// Asks to read the list, as a client of the server's node would.
  record Look() implements Command {}

  /// The list as a read has seen it.
  record Seen(List<String> words) implements Fact {

    Seen {
      words = List.copyOf(words);
    }
  }

  /// The server leads no more and answers none of the reads that wait.
  record ReadsLost(int count) implements Fact {}

  private final Raft raft;
  private final List<Word> words = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private int reads;

  WordServer(NodeId self, Membership bootstrap, RaftSettings settings) {
    raft = new Raft(self, bootstrap, settings, new WordList());
  }

  Raft raft() {
    return raft;
  }

  @Override
  public void on(Event<RaftMessage> event, Context<RaftMessage> context) {
    if (event instanceof Received<RaftMessage>(var from, Propose(Look _))) {
      reads++;
      context.send(from, new Answered(raft.read(reads, context)));
    } else {
      raft.on(event, context);
    }
    facts.forEach(context::report);
    facts.clear();
  }

  private final class WordList implements Application {

    @Override
    public void apply(LogIndex index, Term term, Command command) {
      words.add((Word) command);
    }

    @Override
    public Iterable<Durable> snapshot() {
      return List.copyOf(words);
    }

    @Override
    public void restore(Iterable<? extends Durable> pieces) {
      words.clear();
      pieces.forEach(piece -> words.add((Word) piece));
    }

    @Override
    public void readable(long ticket) {
      reads--;
      facts.add(new Seen(words.stream().map(Word::text).toList()));
    }

    @Override
    public void leadershipLost() {
      if (reads > 0) {
        facts.add(new ReadsLost(reads));
        reads = 0;
      }
    }
  }
}

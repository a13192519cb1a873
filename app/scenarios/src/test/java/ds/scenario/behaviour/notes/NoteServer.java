package ds.scenario.behaviour.notes;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.protocol.raft.Raft;
import ds.protocol.raft.Raft.Role;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftMessage.Propose;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Keeps notes in the order of its Raft's log. Whoever leads sends a note back to its author when
/// it is kept.
public final class NoteServer implements Node<RaftMessage> {

  /// What a server keeps, when it has applied the log up to an index.
  public record Kept(LogIndex index, int count, long digest) implements Fact {}

  /// A part of a snapshot.
  record Page(List<Note> notes) implements Durable {
    Page {
      notes = List.copyOf(notes);
    }
  }

  private static final int PAGE = 8;

  private final Raft raft;
  private final List<Note> notes = new ArrayList<>();
  private long digest;

  // Of the step under way.
  private final List<Note> fresh = new ArrayList<>();
  private boolean changed;

  public NoteServer(NodeId self, List<NodeId> servers, RaftSettings settings) {
    raft = new Raft(self, Membership.of(servers), settings, new Notebook());
  }

  public Raft raft() {
    return raft;
  }

  /// What it keeps now.
  public List<Note> notes() {
    return Collections.unmodifiableList(notes);
  }

  @Override
  public void on(Event<RaftMessage> event, Context<RaftMessage> context) {
    raft.on(event, context);
    if (raft.role() == Role.LEADER) {
      fresh.forEach(note -> context.send(note.author(), new Propose(note)));
    }
    if (changed) {
      context.report(new Kept(raft.lastApplied(), notes.size(), digest));
    }
    fresh.clear();
    changed = false;
  }

  private void keep(Note note) {
    notes.add(note);
    digest = 31 * (31 * digest + note.author().name().hashCode()) + note.number();
    changed = true;
  }

  private final class Notebook implements Application {

    @Override
    public void apply(LogIndex index, Term term, Command command) {
      keep((Note) command);
      fresh.add((Note) command);
    }

    @Override
    public Iterable<Durable> snapshot() {
      List<Durable> pages = new ArrayList<>();
      for (int i = 0; i < notes.size(); i += PAGE) {
        pages.add(new Page(notes.subList(i, Math.min(i + PAGE, notes.size()))));
      }
      return pages;
    }

    @Override
    public void restore(Iterable<? extends Durable> pieces) {
      notes.clear();
      digest = 0;
      pieces.forEach(piece -> ((Page) piece).notes().forEach(NoteServer.this::keep));
    }

    @Override
    public void readable(long ticket) {}

    @Override
    public void leadershipLost() {}
  }
}

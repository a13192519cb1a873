package ds.system.kv.codec;

import ds.core.NodeId;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.log.Entry;
import ds.runtime.codec.ByteReader;
import ds.runtime.codec.ByteWriter;
import ds.runtime.codec.Codec;
import ds.runtime.codec.MalformedException;
import ds.runtime.recorder.form.Script;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Answer.Told;
import ds.system.kv.call.Reply;
import ds.system.kv.member.Member;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.Changed;
import ds.system.kv.member.MemberMessage.ForRaft;
import ds.system.kv.member.MemberMessage.Incoming;
import ds.system.kv.member.MemberMessage.Removed;
import ds.system.kv.member.MemberMessage.Replies;
import ds.system.kv.member.MemberMessage.RosterChanged;
import ds.system.kv.member.MemberSettings;
import ds.system.kv.store.Revision;

/// What a recorder and a replay must know of members.
///
/// A recording holds whatever reaches a member: keys and values as clients write them, and of users
/// and tokens what the log has, the hashes of passwords and the key that signs tokens.
public final class MemberScript {

  /// The name of this system in a recording.
  public static final String SYSTEM = "kv";

  private static final Codec<MemberSettings> SETTINGS = Codec.of(MemberSettings.class);

  private MemberScript() {}

  /// How it is written down what happens to a member.
  public static Script<MemberMessage> script() {
    return new Script<>(
        SYSTEM,
        MemberCodecs.incoming(),
        MemberCodecs.records(),
        new Sent()::write,
        MemberCodecs.facts());
  }

  /// How it is written down what a member was started with.
  public static byte[] written(MemberSettings settings) {
    var bytes = new ByteWriter();
    SETTINGS.encode(settings, bytes);
    return bytes.toByteArray();
  }

  /// A member that is like a recorded one was before its start.
  ///
  /// @param settings as the recording has them
  public static Member member(NodeId id, byte[] settings) throws MalformedException {
    return new Member(id, SETTINGS.decode(new ByteReader(settings)));
  }

  /// Writes what a member sends; of entries of the log, and of what they have changed, only the
  /// numbers. The entries themselves are compared when the member persists them, and to write them
  /// down each time they travel takes longer than all the rest.
  private static final class Sent {

    private final Codec<MemberMessage> incoming = MemberCodecs.incoming();
    private final Codec<Told> answers = MemberCodecs.answers();
    private final Codec<RosterChanged> rosters = Codec.of(RosterChanged.class);

    void write(MemberMessage message, ByteWriter out) {
      switch (message) {
        case ForRaft(AppendEntries append) -> write(append, out);
        case Incoming ours -> incoming.encode(ours, out);
        case Replies(var replies) -> replies.forEach(reply -> write(reply, out));
        case Changed(var revisions) -> revisions.forEach(revision -> write(revision, out));
        case RosterChanged roster -> rosters.encode(roster, out);
        case Removed() -> {} // says nothing more
      }
    }

    private void write(AppendEntries append, ByteWriter out) {
      out.writeLong(append.term().number());
      out.writeLong(append.round());
      out.writeLong(append.previous().index().number());
      out.writeLong(append.previous().term().number());
      out.writeLong(append.commit().number());
      for (Entry entry : append.entries()) {
        out.writeLong(entry.term().number());
      }
    }

    private void write(Revision revision, ByteWriter out) {
      out.writeLong(revision.number());
      for (Revision.Change change : revision.changes()) {
        out.writeLong(change.version().version());
        out.writeLong(change.previous().isPresent() ? 1 : 0);
      }
    }

    private void write(Reply reply, ByteWriter out) {
      out.writeLong(reply.id());
      switch (reply.answer()) {
        case Told told -> answers.encode(told, out);
        case Answer.View(var state) -> out.writeLong(state.revision());
        case Answer.Unsearched(var search) -> out.writeLong(search.revision());
      }
    }
  }
}

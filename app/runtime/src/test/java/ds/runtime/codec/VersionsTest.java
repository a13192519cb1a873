package ds.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.Check;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Two versions of one family, as they meet while a cluster is upgraded server by server.
@SuppressWarnings("SameNameButDifferent") // which is what two versions of a family have
class VersionsTest {

  /// What runs today.
  interface Old {

    sealed interface Message {}

    record Append(Term term, Position previous, List<Entry> entries) implements Message {}

    record Heartbeat(Term term) implements Message {}

    record Mark(Mood mood) implements Message {}

    record Term(long number) {}

    record Position(long index, Term term) {}

    record Entry(Term term, String command) {}

    enum Mood {
      GOOD,
      BAD
    }
  }

  /// What runs tomorrow: components at the end of records at every depth, another record, other
  /// constants, and another order of both.
  interface New {

    sealed interface Message {}

    record Ask(Term term) implements Message {}

    record Mark(Mood mood) implements Message {}

    record Heartbeat(Term term, long round, Optional<Mood> mood, Position commit)
        implements Message {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Append(
        Term term, Position previous, List<Entry> entries, String by, List<Term> terms, byte[] sum)
        implements Message {}

    record Term(long number) {}

    record Position(long index, Term term, boolean durable, int shard) {}

    record Entry(Term term, String command, short kind, byte flags) {}

    enum Mood {
      UNSURE,
      BAD,
      GOOD
    }
  }

  private static final Codec<Old.Message> OLD = Codec.of(Old.Message.class);
  private static final Codec<New.Message> NEW = Codec.of(New.Message.class);

  @Test
  @DisplayName("the new version reads the old one's records, with zero and empty for what is new")
  void newReadsOld() throws MalformedException {
    var old =
        new Old.Append(
            new Old.Term(3),
            new Old.Position(9, new Old.Term(2)),
            List.of(new Old.Entry(new Old.Term(3), "x"), new Old.Entry(new Old.Term(3), "y")));
    New.Append read = (New.Append) decode(NEW, encode(OLD, old));
    New.Term term = new New.Term(3);
    assertThat(read.term()).isEqualTo(term);
    assertThat(read.previous()).isEqualTo(new New.Position(9, new New.Term(2), false, 0));
    assertThat(read.entries())
        .containsExactly(
            new New.Entry(term, "x", (short) 0, (byte) 0),
            new New.Entry(term, "y", (short) 0, (byte) 0));
    assertThat(read.by()).isEmpty();
    assertThat(read.terms()).isEmpty();
    assertThat(read.sum()).isEmpty();
  }

  @Test
  @DisplayName("a member of a family may gain components even if it had only one")
  void newReadsOldOfOneComponent() throws MalformedException {
    var read = decode(NEW, encode(OLD, new Old.Heartbeat(new Old.Term(4))));
    var none = new New.Position(0, new New.Term(0), false, 0);
    assertThat(read).isEqualTo(new New.Heartbeat(new New.Term(4), 0, Optional.empty(), none));
  }

  @Test
  @DisplayName("the old version reads the new one's records, without what it does not know")
  void oldReadsNew() throws MalformedException {
    New.Term term = new New.Term(3);
    var append =
        new New.Append(
            term,
            new New.Position(9, term, true, 5),
            List.of(new New.Entry(term, "x", (short) 7, (byte) 1)),
            "s1",
            List.of(term, term),
            new byte[300]);
    Old.Term oldTerm = new Old.Term(3);
    assertThat(decode(OLD, encode(NEW, append)))
        .isEqualTo(
            new Old.Append(
                oldTerm, new Old.Position(9, oldTerm), List.of(new Old.Entry(oldTerm, "x"))));
    var heartbeat =
        new New.Heartbeat(
            term, 8, Optional.of(New.Mood.UNSURE), new New.Position(1, term, true, 1));
    assertThat(decode(OLD, encode(NEW, heartbeat))).isEqualTo(new Old.Heartbeat(oldTerm));
  }

  @Test
  @DisplayName("constants are known by their names, whatever their order")
  void constants() throws MalformedException {
    assertThat(decode(NEW, encode(OLD, new Old.Mark(Old.Mood.GOOD))))
        .isEqualTo(new New.Mark(New.Mood.GOOD));
    assertThat(decode(OLD, encode(NEW, new New.Mark(New.Mood.BAD))))
        .isEqualTo(new Old.Mark(Old.Mood.BAD));
  }

  @Test
  @DisplayName("a record or a constant that the reader does not know is refused, and told so")
  void unknown() {
    assertThatThrownBy(() -> decode(OLD, encode(NEW, new New.Ask(new New.Term(1)))))
        .isInstanceOf(MalformedException.class)
        .hasMessageStartingWith("the family Message has no member with the tag");
    assertThatThrownBy(() -> decode(OLD, encode(NEW, new New.Mark(New.Mood.UNSURE))))
        .isInstanceOf(MalformedException.class)
        .hasMessageStartingWith("Mood has no constant with the tag");
  }

  interface Later {

    /// What was added has no value that stands for "absent".
    record Vote(long term, Old.Mood mood) {}

    /// What was added is refused by its own constructor.
    record Ballot(long term, Proposer proposer) {}

    record Proposer(String name) {
      public Proposer {
        Check.that(!name.isEmpty(), "a proposer has a name");
      }
    }
  }

  @Test
  @DisplayName("an added component without a neutral value is missing, and told so")
  void noNeutralValue() {
    record Earlier(long term) {}
    byte[] earlier = encode(Codec.of(Earlier.class), new Earlier(1));
    assertThatThrownBy(() -> decode(Codec.of(Later.Vote.class), earlier))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("a Mood is missing");
    assertThatThrownBy(() -> decode(Codec.of(Later.Ballot.class), earlier))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("Proposer refuses what was read: a proposer has a name");
  }

  private static <T> byte[] encode(Codec<T> codec, T value) {
    ByteWriter out = new ByteWriter();
    codec.encode(value, out);
    return out.toByteArray();
  }

  private static <T> T decode(Codec<T> codec, byte[] bytes) throws MalformedException {
    return codec.decode(new ByteReader(bytes));
  }
}

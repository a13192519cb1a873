package ds.runtime.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import ds.core.Check;
import ds.core.Durable;
import ds.core.NodeId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A family with everything that real ones have: families in families, open interfaces, optional
/// values, lists, constants, and constructors that copy and refuse.
sealed interface Conversation {

  Family COMMANDS = Family.of(Command.class, NoOp.class, StoreCommand.class, Pulse.class);

  Family DURABLES = Family.of(Durable.class, Piece.class, Command.class);

  record RequestVote(Term term, Position last, Cause cause) implements Conversation {}

  record AppendEntries(Term term, long round, Position previous, List<Entry> entries, long commit)
      implements Conversation {

    public AppendEntries {
      entries = List.copyOf(entries);
    }
  }

  record InstallSnapshot(Optional<NodeId> leader, List<Durable> pieces, boolean last)
      implements Conversation {

    public InstallSnapshot {
      pieces = List.copyOf(pieces);
    }
  }

  record Stale(Term term) implements Conversation {}

  record ApplyNext() implements Conversation {}

  enum Cause {
    TIMEOUT,
    TRANSFER
  }

  record Term(long number) {

    public Term {
      Check.that(number >= 0, "a term is not negative");
    }
  }

  record Position(long index, Term term) {}

  record Entry(Term term, Command command) {}

  record Piece(int number, short kind, byte flags, List<List<String>> rows) implements Durable {}

  /// Who uses the conversation tells which commands there are.
  interface Command extends Durable {}

  record NoOp() implements Command {}

  enum Pulse implements Command {
    BEAT,
    /// Has a class of its own.
    MISS {
      @Override
      public String toString() {
        return "a missed one";
      }
    }
  }

  sealed interface StoreCommand extends Command {

    record Put(Bytes key, Bytes value, Optional<Long> lease) implements StoreCommand {}

    record Rename(String from, String to) implements StoreCommand {}

    /// Contains itself, at any depth.
    record Transaction(List<StoreCommand> then, Optional<Transaction> otherwise)
        implements StoreCommand {}
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by content below
  record Bytes(byte[] array) {

    static Bytes of(String text) {
      return new Bytes(text.getBytes(UTF_8));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(array);
    }
  }

  static Codec<Conversation> codec() {
    return Codec.of(Conversation.class, COMMANDS, DURABLES);
  }

  /// A message as a busy leader sends it.
  ///
  /// @param size of each value, in bytes
  static AppendEntries appendEntries(int entries, int size) {
    byte[] value = new byte[size];
    Arrays.fill(value, (byte) 'x');
    Term term = new Term(7);
    return new AppendEntries(
        term,
        123_456,
        new Position(1_000_000, term),
        IntStream.range(0, entries).mapToObj(i -> new Entry(term, put("key-" + i, value))).toList(),
        999_990);
  }

  static Command put(String key, byte[] value) {
    return new StoreCommand.Put(Bytes.of(key), new Bytes(value), Optional.empty());
  }

  /// Every record and every kind of component, with the values that are special.
  static List<Conversation> examples() {
    Term term = new Term(Long.MAX_VALUE);
    return List.of(
        new RequestVote(term, new Position(Long.MIN_VALUE, new Term(0)), Cause.TRANSFER),
        new RequestVote(new Term(1), new Position(-1, term), Cause.TIMEOUT),
        new Stale(new Term(63)),
        new ApplyNext(),
        appendEntries(0, 0),
        appendEntries(3, 100),
        new AppendEntries(
            term, Long.MIN_VALUE, new Position(64, term), commands(term), Long.MAX_VALUE),
        new InstallSnapshot(Optional.empty(), List.of(), true),
        new InstallSnapshot(Optional.of(new NodeId("s1")), pieces(), false));
  }

  private static List<Entry> commands(Term term) {
    var rename = new StoreCommand.Rename("", "Grüße, 世界 \uD83D\uDE00 \uFFFD");
    var small = new StoreCommand.Transaction(List.of(rename), Optional.empty());
    var large = new StoreCommand.Transaction(List.of(small, rename), Optional.of(small));
    var leased = new StoreCommand.Put(Bytes.of(""), Bytes.of("v"), Optional.of(-1L));
    return List.of(
        new Entry(term, new NoOp()),
        new Entry(term, Pulse.BEAT),
        new Entry(term, Pulse.MISS),
        new Entry(term, large),
        new Entry(term, leased));
  }

  private static List<Durable> pieces() {
    return List.of(
        new NoOp(),
        new Piece(Integer.MIN_VALUE, Short.MAX_VALUE, (byte) -128, List.of()),
        new Piece(1 << 20, (short) -1, (byte) 1, List.of(List.of("a", "b"), List.of())));
  }
}

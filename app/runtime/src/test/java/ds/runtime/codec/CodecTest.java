package ds.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.Durable;
import ds.runtime.codec.Conversation.ApplyNext;
import ds.runtime.codec.Conversation.Bytes;
import ds.runtime.codec.Conversation.InstallSnapshot;
import ds.runtime.codec.Conversation.Stale;
import ds.runtime.codec.Conversation.StoreCommand.Transaction;
import ds.runtime.codec.Conversation.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

  private static final Codec<Conversation> CODEC = Conversation.codec();

  private final ByteWriter out = new ByteWriter();

  static List<Conversation> examples() {
    return Conversation.examples();
  }

  @ParameterizedTest
  @MethodSource("examples")
  @DisplayName("what is read equals what was written, and nothing is left")
  void roundTrip(Conversation message) throws MalformedException {
    CODEC.encode(message, out);
    ByteReader in = new ByteReader(out.array(), 0, out.length());
    assertThat(CODEC.decode(in)).isEqualTo(message);
    assertThat(in.remaining()).isZero();
  }

  @Test
  @DisplayName("values stand behind one another, in any place of an array")
  void manyInOneArray() throws MalformedException {
    out.append(new byte[] {1, 2, 3}, 0, 3);
    Conversation.examples().forEach(message -> CODEC.encode(message, out));
    out.append(new byte[] {4}, 0, 1);
    ByteReader in = new ByteReader(out.array(), 3, out.length() - 4);
    List<Conversation> read = new ArrayList<>();
    while (in.remaining() > 0) {
      read.add(CODEC.decode(in));
    }
    assertThat(read).isEqualTo(Conversation.examples());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 126, 127, 128, 129, 16_383, 16_384, 16_400, 2_097_151, 2_100_000})
  @DisplayName("a part of any length is found again, with what stands behind it")
  void lengths(int size) throws MalformedException {
    Conversation message = Conversation.appendEntries(2, size);
    CODEC.encode(message, out);
    CODEC.encode(new ApplyNext(), out);
    ByteReader in = new ByteReader(out.toByteArray());
    assertThat(CODEC.decode(in)).isEqualTo(message);
    assertThat(CODEC.decode(in)).isEqualTo(new ApplyNext());
  }

  @Test
  @DisplayName("a record of one component costs what the component costs")
  void compact() {
    CODEC.encode(new Stale(new Term(5)), out);
    assertThat(out.toByteArray()).hasSize(2 + 1 + 1).endsWith(1, 10);
  }

  @Test
  @DisplayName("the format of a family is told, so that a test can pin it")
  void description() {
    assertThat(CODEC.description())
        .contains("Conversation.Cause = TIMEOUT | TRANSFER\n")
        .contains("Conversation.Command = NoOp | Pulse | Put | Rename | Transaction\n")
        .contains(
            "Conversation.StoreCommand.Put(key: Bytes, value: Bytes, lease: Optional<long>)\n")
        .contains("Conversation.Term(number: long)\n")
        .endsWith("\n");
  }

  @Test
  @DisplayName("bytes are pinned: a change of the format breaks disks and rolling upgrades")
  void pinnedBytes() {
    CODEC.encode(Conversation.appendEntries(1, 1), out);
    assertThat(out.toByteArray())
        .asHexString()
        .isEqualTo("3F561B0E80890F0480897A0E010D0EC11709056B65792D30017800EC887A");
  }

  @Test
  @DisplayName("lists are read as lists that nobody changes")
  void unmodifiable() throws MalformedException {
    var transaction = new Transaction(new ArrayList<>(), Optional.empty());
    Codec<Transaction> codec = Codec.of(Transaction.class);
    codec.encode(transaction, out);
    List<?> then = codec.decode(new ByteReader(out.toByteArray())).then();
    assertThatThrownBy(then::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("a value that its family does not know is not written")
  void stranger() {
    record Stranger() implements Durable {}
    var message = new InstallSnapshot(Optional.empty(), List.of(new Stranger()), false);
    assertThatThrownBy(() -> CODEC.encode(message, out))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Stranger was not told to belong to the family Durable");
  }

  @Test
  @DisplayName("what is nested too deep to be read is not written")
  void tooDeep() throws MalformedException {
    Codec<Transaction> codec = Codec.of(Transaction.class);
    Transaction deepest = nested(ByteReader.DEPTH_MAX);
    codec.encode(deepest, out);
    assertThat(codec.decode(new ByteReader(out.toByteArray()))).isEqualTo(deepest);
    assertThatThrownBy(() -> codec.encode(nested(ByteReader.DEPTH_MAX + 1), new ByteWriter()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("too deep");
  }

  private static Transaction nested(int depth) {
    Transaction transaction = new Transaction(List.of(), Optional.empty());
    for (int i = 1; i < depth; i++) {
      transaction = new Transaction(List.of(), Optional.of(transaction));
    }
    return transaction;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD800", "name \uDC00", "\uDC00\uD800"})
  @DisplayName("half of a surrogate pair is not written, for it would be read as something else")
  void halfOfPair(String text) {
    assertThatThrownBy(() -> out.writeString(text)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> out.writeString(text.repeat(100)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("texts of all lengths and alphabets")
  void texts() throws MalformedException {
    for (String letter : List.of("x", "é", "世", "\uD83D\uDE00", "\uFFFD", "\0")) {
      for (int length : new int[] {1, 2, 31, 63, 64, 65, 127, 128, 300, 20_000}) {
        String text = letter.repeat(length);
        out.reset();
        out.writeString(text);
        out.writeString("a" + text);
        ByteReader in = new ByteReader(out.toByteArray());
        assertThat(in.readString()).isEqualTo(text);
        assertThat(in.readString()).isEqualTo("a" + text);
      }
    }
  }

  @Test
  @DisplayName("a writer does not keep the room of a large value for ever")
  void roomIsGivenBack() {
    out.writeBytes(new byte[5_000_000]);
    out.reset();
    assertThat(out.array().length).isLessThan(1 << 20);
    assertThat(out.length()).isZero();
  }

  @Test
  @DisplayName("arrays in records are written by their contents")
  void arrays() throws MalformedException {
    Codec<Bytes> codec = Codec.of(Bytes.class);
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    codec.encode(new Bytes(all), out);
    byte[] read = codec.decode(new ByteReader(out.toByteArray())).array();
    assertThat(Arrays.equals(read, all)).isTrue();
  }
}

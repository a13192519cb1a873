package ds.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import ds.runtime.codec.Conversation.StoreCommand.Transaction;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the bytes are, the answer is a value or a [MalformedException], and costs no more
/// memory than a small multiple of their number.
class HostileBytesTest {

  private static final int FRAMES = 2_000_000;

  /// The worst is a record of many components that is one byte: its length, 0.
  private static final int BYTES_PER_BYTE_MAX = 64;

  private static final Codec<Conversation> CODEC = Conversation.codec();

  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Random random = new Random(20_251);
  private final Damage damage = new Damage(random);
  private int read;
  private int refused;

  @Test
  @DisplayName("millions of frames that were valid before they were changed")
  void changedFrames() {
    List<byte[]> frames = frames();
    long bytes = 0;
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < FRAMES; i++) {
      byte[] frame = damage.changed(frames);
      bytes += frame.length;
      judge(frame);
    }
    long allocated = MEMORY.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(BYTES_PER_BYTE_MAX * bytes);
    assertThat(read).as("changes that remain valid are met, too").isGreaterThan(FRAMES / 100);
    assertThat(refused).isGreaterThan(FRAMES / 10);
  }

  @Test
  @DisplayName("every frame that ends too early, and every bit that is wrong")
  void cutAndFlipped() {
    for (byte[] frame : frames()) {
      for (int length = 0; length < frame.length; length++) {
        byte[] cut = Arrays.copyOf(frame, length);
        assertThatThrownBy(() -> CODEC.decode(new ByteReader(cut)))
            .isInstanceOf(MalformedException.class);
      }
      for (int bit = 0; bit < 8 * frame.length; bit++) {
        byte[] flipped = frame.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        judge(flipped);
      }
    }
  }

  @Test
  @DisplayName("noise")
  void noise() {
    for (int i = 0; i < FRAMES / 10; i++) {
      byte[] frame = new byte[random.nextInt(64)];
      random.nextBytes(frame);
      judge(frame);
    }
    assertThat(refused).isGreaterThan(FRAMES / 20);
  }

  /// Reads the frame; what was read must be good enough to be written and read again.
  private void judge(byte[] frame) {
    try {
      Conversation message = CODEC.decode(new ByteReader(frame));
      read++;
      if (read % 16 == 0) {
        ByteWriter out = new ByteWriter();
        CODEC.encode(message, out);
        assertThat(CODEC.decode(new ByteReader(out.toByteArray()))).isEqualTo(message);
      }
    } catch (MalformedException e) {
      refused++;
      demandOurs(e.getMessage());
    }
  }

  /// What a record's constructor says is turned into an exception of ours. A fault of the codec
  /// itself must not hide behind that.
  private static void demandOurs(String message) {
    if (message.contains("refuses what was read")) {
      assertThat(message).containsAnyOf("a term is not negative", "a node's name is");
    }
  }

  private static List<byte[]> frames() {
    return Conversation.examples().stream().map(HostileBytesTest::encoded).toList();
  }

  private static byte[] encoded(Conversation message) {
    ByteWriter out = new ByteWriter();
    CODEC.encode(message, out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 127, 1 << 20, Integer.MAX_VALUE, 1L << 31, 1L << 62, Long.MIN_VALUE, -1})
  @DisplayName("an announcement of more than is there is refused before anything is allocated")
  void lies(long count) {
    ByteWriter out = new ByteWriter();
    out.writeUnsigned(count);
    out.writeByte((byte) 1);
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      ByteReader in = new ByteReader(out.array(), 0, out.length());
      assertThatThrownBy(in::readBytes).isInstanceOf(MalformedException.class);
      assertThatThrownBy(new ByteReader(out.array(), 0, out.length())::readString)
          .hasMessageContaining("are announced where 1 bytes are left");
    }
    assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
  }

  @Test
  @DisplayName("records that are nested without end are refused before the stack is")
  void nesting() {
    Codec<Transaction> codec = Codec.of(Transaction.class);
    byte[] inner = {};
    for (int i = 0; i < 5_000; i++) {
      ByteWriter out = new ByteWriter();
      out.writeUnsigned(inner.length + (i == 0 ? 0 : 2));
      if (i > 0) {
        out.writeUnsigned(0);
        out.writeBoolean(true);
        out.append(inner, 0, inner.length);
      }
      inner = out.toByteArray();
    }
    byte[] bytes = inner;
    assertThatThrownBy(() -> codec.decode(new ByteReader(bytes)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("nested too deep");
  }

  @Test
  @DisplayName("numbers that are too large for their type, and texts that are none")
  void scalars() {
    byte[] large = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
    assertThatThrownBy(new ByteReader(large)::readInt).hasMessageContaining("is no int");
    assertThatThrownBy(new ByteReader(large)::readShort).hasMessageContaining("is no short");
    large[9] = 2;
    assertThatThrownBy(new ByteReader(large)::readLong).hasMessageContaining("more than 64 bits");
    large[9] = -1;
    assertThatThrownBy(new ByteReader(large)::readLong).hasMessageContaining("more than 64 bits");
    assertThatThrownBy(new ByteReader(new byte[] {2})::readBoolean)
        .hasMessage("2 is no boolean, at byte 1");
    assertThatThrownBy(new ByteReader(new byte[] {2, (byte) 0xC3, 0x28})::readString)
        .hasMessage("a text is not in UTF-8, at byte 1");
    assertThatThrownBy(
            new ByteReader(new byte[] {3, (byte) 0xED, (byte) 0xA0, (byte) 0x80})::readString)
        .hasMessageContaining("a text is not in UTF-8");
  }

  @Test
  @DisplayName("what a record's constructor refuses is malformed, by the record's name")
  void constructors() {
    byte[] stale = encoded(new Conversation.Stale(new Conversation.Term(1)));
    stale[3] = 1;
    assertThatThrownBy(() -> CODEC.decode(new ByteReader(stale)))
        .isInstanceOf(MalformedException.class)
        .hasMessage("Term refuses what was read: a term is not negative, at byte 4");
  }
}

package ds.runtime.transport.wire;

import ds.core.NodeId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What two members say before anything else. Whoever calls says [Hello], whoever is called
/// answers; if the answer is no welcome, the connection ends with it.
///
/// Each is one frame: a magic number, a version, then fields. A later version may add fields behind
/// these, and a reader passes over what it does not know.
public sealed interface Greeting {

  int VERSION = 1;

  /// No greeting is longer, so a stranger cannot make anybody hold more.
  int BYTES_MAX = 1 << 10;

  /// "dstp" in ASCII.
  int MAGIC = 0x64737470;

  /// @param lane the code of the lane that this connection will be
  /// @param to whom the caller believes to have called
  /// @param host where the caller can be called back; empty if nowhere
  record Hello(int version, int lane, String cluster, String from, String to, String host, int port)
      implements Greeting {

    public byte[] encode() {
      ByteBuf out = begin(version).writeByte(lane);
      text(out, cluster);
      text(out, from);
      text(out, to);
      text(out, host);
      return ByteBufUtil.getBytes(out.writeShort(port));
    }

    /// Empty if the bytes are no greeting.
    public static Optional<Hello> decode(byte[] buffer, int offset, int length) {
      ByteBuf in = Unpooled.wrappedBuffer(buffer, offset, length);
      try {
        return Optional.of(in)
            .filter(bytes -> bytes.readInt() == MAGIC)
            .map(Hello::fields)
            .filter(Hello::isNamed);
      } catch (IndexOutOfBoundsException _) {
        return Optional.empty();
      }
    }

    private static Hello fields(ByteBuf in) {
      return new Hello(
          in.readUnsignedByte(),
          in.readUnsignedByte(),
          text(in),
          text(in),
          text(in),
          text(in),
          in.readUnsignedShort());
    }

    /// Names go into logs and messages: nothing but names may get there.
    private boolean isNamed() {
      return NodeId.isName(cluster) && NodeId.isName(from) && NodeId.isName(to) && isHost(host);
    }

    private static boolean isHost(String host) {
      return host.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
  }

  /// @param cluster of whoever answers
  /// @param member who answers
  /// @param caller whom the answering one knows at the address that the caller gave; empty if
  ///   nobody
  /// @param hasStarted whether that one is known to have been started at some time
  record Answer(Verdict verdict, String cluster, String member, String caller, boolean hasStarted)
      implements Greeting {

    public byte[] encode() {
      ByteBuf out = begin(VERSION).writeByte(verdict.code());
      text(out, cluster);
      text(out, member);
      text(out, caller);
      return ByteBufUtil.getBytes(out.writeBoolean(hasStarted));
    }

    /// Empty if the bytes are no answer that this version understands.
    public static Optional<Answer> decode(byte[] buffer, int offset, int length) {
      ByteBuf in = Unpooled.wrappedBuffer(buffer, offset, length);
      try {
        return Optional.of(in)
            .filter(bytes -> bytes.readInt() == MAGIC)
            .flatMap(Answer::fields)
            .filter(Answer::isNamed);
      } catch (IndexOutOfBoundsException _) {
        return Optional.empty();
      }
    }

    private static Optional<Answer> fields(ByteBuf in) {
      in.skipBytes(1);
      Optional<Verdict> verdict = Verdict.of(in.readUnsignedByte());
      String cluster = text(in);
      String member = text(in);
      String caller = in.isReadable() ? text(in) : "";
      boolean hasStarted = in.isReadable() && in.readBoolean();
      return verdict.map(said -> new Answer(said, cluster, member, caller, hasStarted));
    }

    private boolean isNamed() {
      return NodeId.isName(cluster)
          && NodeId.isName(member)
          && (caller.isEmpty() || NodeId.isName(caller));
    }
  }

  private static ByteBuf begin(int version) {
    return Unpooled.buffer(BYTES_MAX).writeInt(MAGIC).writeByte(version);
  }

  private static void text(ByteBuf out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeByte(bytes.length).writeBytes(bytes);
  }

  private static String text(ByteBuf in) {
    return in.readCharSequence(in.readUnsignedByte(), StandardCharsets.UTF_8).toString();
  }
}

package ds.runtime.transport;

import ds.runtime.transport.wire.Frame;
import ds.runtime.transport.wire.Greeting.Answer;
import ds.runtime.transport.wire.Greeting.Hello;
import io.netty.buffer.ByteBufUtil;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// Whoever calls a member over a plain socket, and may say what it likes.
final class Caller implements AutoCloseable {

  private final Socket socket = new Socket();
  private final DataInputStream in;

  Caller(InetSocketAddress address) throws IOException {
    socket.connect(address);
    socket.setSoTimeout(60_000);
    in = new DataInputStream(socket.getInputStream());
  }

  static byte[] hello(String from, String to) {
    return frame(new Hello(1, 0, "blue", from, to, "", 0).encode());
  }

  static byte[] frame(byte[] payload) {
    return ByteBufUtil.getBytes(Frame.of(payload));
  }

  /// As far as the other side listens.
  void say(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException _) {
      // It has hung up, which awaitEnd finds out.
    }
  }

  Answer hear() throws IOException {
    var payload = new byte[in.readInt()];
    in.readInt();
    in.readFully(payload);
    return payload.length == 0 ? hear() : Answer.decode(payload, 0, payload.length).orElseThrow();
  }

  /// Waits until the other side has hung up.
  void awaitEnd() {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection stays open", e);
    } catch (IOException _) {
      // It was reset.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package ds.runtime.transport;

import ds.runtime.transport.wire.Greeting.Answer;
import ds.runtime.transport.wire.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Whoever is called by a member: says the same to every caller, then nothing, and never listens.
final class Callee implements AutoCloseable {

  private final ServerSocket server = new ServerSocket();
  private final List<Socket> callers = new CopyOnWriteArrayList<>();

  Callee(byte[] words) throws IOException {
    server.setReceiveBufferSize(1 << 16);
    server.bind(Member.loopback(0));
    Thread.startVirtualThread(() -> serve(words));
  }

  static byte[] answer(Verdict verdict, String cluster, String member) {
    return Caller.frame(new Answer(verdict, cluster, member, "", false).encode());
  }

  private void serve(byte[] words) {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        callers.add(caller);
        caller.getOutputStream().write(words);
      } catch (IOException _) {
        // Closed by the test, or by the caller.
      }
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket caller : callers) {
      caller.close();
    }
  }
}

package ds.trial.process;

import java.net.InetSocketAddress;
import java.net.URI;

/// Where a process of this machine listens.
public record Address(String host, int port) {

  /// An address that only this machine reaches.
  public static Address local(int port) {
    return new Address("127.0.0.1", port);
  }

  public URI url() {
    return URI.create("http://" + this);
  }

  public InetSocketAddress socket() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}

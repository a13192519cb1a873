package ds.system.kv.cluster;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// An address as the command line and the API write it: `http://127.0.0.1:2380`.
///
/// @param isSecure whether it begins with `https`
/// @param port 1 to 65,535
public record ServerUrl(boolean isSecure, String host, int port) {

  private static final int PORT_MAX = 65_535;

  /// Reads an address.
  ///
  /// @throws IllegalArgumentException with what is wrong, in words
  public static ServerUrl parse(String text) {
    try {
      URI uri = new URI(text.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        throw new IllegalArgumentException(
            "'" + text + "' does not begin with http:// or https://");
      }
      if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > PORT_MAX) {
        throw new IllegalArgumentException("'" + text + "' names no host and port");
      }
      if (uri.getPath() != null && !uri.getPath().isEmpty() && !uri.getPath().equals("/")) {
        throw new IllegalArgumentException("'" + text + "' has a path behind the port");
      }
      return new ServerUrl(scheme.equals("https"), uri.getHost(), uri.getPort());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + text + "' is no address: " + e.getReason(), e);
    }
  }

  /// Where to listen or to connect to. The host is looked up anew each time, as it may move.
  public InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return (isSecure ? "https://" : "http://") + host + ":" + port;
  }
}

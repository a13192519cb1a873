package ds.workbench.door;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who asks. The address that a server listens on keeps other machines out, but not the pages of
/// other sites that are open in the browser of this one.
final class Visitor {

  private Visitor() {}

  /// Why a request is turned away, if it is.
  ///
  /// The name in `Host` is what was typed or linked. A site may let its own name lead to this
  /// machine (DNS rebinding), and the browser takes our answers for its own then; so only names
  /// that nobody else can own are answered. `Origin` and `Sec-Fetch-Site` are what browsers say of
  /// the page that asks.
  static Optional<String> objection(Headers headers, int port) {
    Set<String> names = Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
    List<String> hosts = headers.getOrDefault("Host", List.of());
    if (hosts.size() != 1 || !names.contains(hosts.getFirst())) {
      return Optional.of("this server answers to localhost:" + port + " alone");
    }
    for (String origin : headers.getOrDefault("Origin", List.of())) {
      if (!origin.startsWith("http://") || !names.contains(origin.substring("http://".length()))) {
        return Optional.of("pages of other origins are not answered");
      }
    }
    boolean isLed = "navigate".equals(headers.getFirst("Sec-Fetch-Mode"));
    if ("cross-site".equals(headers.getFirst("Sec-Fetch-Site")) && !isLed) {
      return Optional.of("pages of other sites are not answered");
    }
    return Optional.empty();
  }
}

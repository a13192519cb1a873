package ds.trial.kv.client;

import ds.core.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the members of a cluster listen for clients.
///
/// @param addresses `HOST:PORT` each
/// @param trust needed where they listen with TLS
public record Endpoints(List<String> addresses, Optional<Trust> trust) {

  /// @param ca whose signature is believed
  /// @param certificate shown to the server
  public record Trust(Path ca, Path certificate, Path key) {}

  public Endpoints {
    addresses = List.copyOf(addresses);
    Check.that(!addresses.isEmpty(), "a cluster has members");
  }

  public static Endpoints plain(List<String> addresses) {
    return new Endpoints(addresses, Optional.empty());
  }
}

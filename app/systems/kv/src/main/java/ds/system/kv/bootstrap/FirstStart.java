package ds.system.kv.bootstrap;

import ds.runtime.transport.tls.TlsFiles;
import ds.system.kv.cluster.ServerUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What decides who a member is, if it has nothing on its disk.
///
/// @param name to find it in the initial cluster
/// @param data its directory
/// @param advertised where it says that other members reach it, at least one address
/// @param security how it asks the others; absent where members talk in the clear
public record FirstStart(
    String name,
    Path data,
    List<ServerUrl> advertised,
    Beginning beginning,
    Optional<TlsFiles> security) {

  public FirstStart {
    advertised = List.copyOf(advertised);
  }
}

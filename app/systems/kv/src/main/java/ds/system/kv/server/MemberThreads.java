package ds.system.kv.server;

import ds.runtime.host.Host;
import ds.runtime.host.HostObserver;
import ds.runtime.host.HostSettings;
import ds.runtime.journal.Journal;
import ds.runtime.transport.Transport;
import ds.system.kv.front.server.NetworkThreads;
import java.util.List;

/// On which threads a member lives, serves its clients and talks to its peers.
///
/// Where cores are few, threads take turns instead of sharing work, and to wake another one for
/// each message that comes or goes costs more than the step between. So on a small machine the node
/// lives on the thread that moves its messages, and on a smaller one clients are served there too:
/// a put is handed to the disk and back, and to nobody else. What takes long has threads of its own
/// everywhere.
///
/// @param transport whose thread may be shared
/// @param processors of this machine that the process may use
record MemberThreads(Transport transport, int processors) {

  private static final int FEW_FOR_NODES = 4;

  /// With one core for this thread and one for the disk's, the collector's and whatever else runs.
  private static final int FEW_FOR_CLIENTS = 2;

  static MemberThreads on(Transport transport) {
    return new MemberThreads(transport, Runtime.getRuntime().availableProcessors());
  }

  Host host(Journal journal, HostObserver observer) {
    return processors <= FEW_FOR_NODES
        ? new Host(HostSettings.DEFAULT, journal, observer, List.of(transport.thread()))
        : new Host(HostSettings.DEFAULT, journal, observer);
  }

  NetworkThreads clients() {
    return processors <= FEW_FOR_CLIENTS
        ? NetworkThreads.on(transport.thread())
        : NetworkThreads.open();
  }
}

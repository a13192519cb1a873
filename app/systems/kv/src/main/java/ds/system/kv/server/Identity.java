package ds.system.kv.server;

import ds.core.Durable;
import ds.runtime.codec.ByteReader;
import ds.runtime.codec.ByteWriter;
import ds.runtime.codec.MalformedException;
import ds.runtime.file.DiskStorage;
import ds.runtime.journal.Journal;
import ds.runtime.journal.JournalStream;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.server.KvServer.Past;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Who the member in a data directory is, written when it is started for the first time. Later
/// starts go by it, whatever the flags say about how the cluster began.
///
/// @param bootstrap the members with which the cluster began; empty for one that joined later
/// @param peers where to find the others at first
record Identity(long cluster, long member, List<ClusterMember> bootstrap, List<ClusterMember> peers)
    implements Durable {

  /// The stream of the journal that holds it.
  static final String STREAM = "identity";

  Identity {
    bootstrap = List.copyOf(bootstrap);
    peers = List.copyOf(peers);
  }

  /// Who this is: as the journal says, or for a first start, as the flags say.
  static Identity in(Journal journal, ServerSettings settings) throws IOException {
    JournalStream stream = journal.stream(STREAM);
    Optional<Identity> known = in(stream, settings.data());
    if (known.isPresent()) {
      return known.get();
    }
    Identity fresh = fresh(settings);
    var bytes = new ByteWriter();
    Wire.identity().encode(fresh, bytes);
    stream.append(bytes.array(), 0, bytes.length());
    stream.awaitDurable();
    return fresh;
  }

  /// Who the member of a directory is, if it was started before. It is only looked at: the rest of
  /// its log is neither read nor checked.
  static Optional<Identity> in(Path data) throws IOException {
    Optional<byte[]> written = Journal.first(data, DiskStorage.forReading(), STREAM);
    return written.isPresent() ? Optional.of(decoded(written.get(), data)) : Optional.empty();
  }

  /// How far the member of a directory has come: a node writes nothing down before it votes, or
  /// takes what another has sent it.
  static Past past(Path data) throws IOException {
    Optional<Identity> identity = in(data);
    if (identity.isEmpty()) {
      return Past.NONE;
    }
    String node = ClusterMember.node(identity.get().member()).name();
    return Journal.isWritten(data, DiskStorage.forReading(), node) ? Past.TOOK_PART : Past.BEGUN;
  }

  private static Optional<Identity> in(JournalStream stream, Path data) throws IOException {
    Iterator<byte[]> written = stream.recover().iterator();
    return written.hasNext() ? Optional.of(decoded(written.next(), data)) : Optional.empty();
  }

  private static Identity decoded(byte[] written, Path data) throws IOException {
    try {
      return Wire.identity().decode(new ByteReader(written));
    } catch (MalformedException e) {
      throw new IOException(data + " was written by a version that is too new", e);
    }
  }

  private static Identity fresh(ServerSettings settings) throws IOException {
    var cluster = settings.beginning().cluster();
    ClusterMember self =
        cluster
            .member(settings.name())
            .orElseThrow(() ->
                new IOException("the initial cluster does not name '" + settings.name() + "'"));
    if (!settings.beginning().isNew()) {
      return Joining.identity(settings, self);
    }
    demandOneAddress(settings, self);
    Joining.demandFirstStart(settings, self);
    return new Identity(cluster.clusterId(), self.id(), cluster.members(), cluster.members());
  }

  /// The others look for it where the initial cluster says.
  private static void demandOneAddress(ServerSettings settings, ClusterMember self)
      throws IOException {
    List<ServerUrl> advertised = settings.addresses().advertisedPeers();
    List<ServerUrl> told = self.peerUrls().stream().map(ServerUrl::parse).toList();
    if (!places(told).equals(places(advertised))) {
      throw new IOException(
          "the initial cluster has '%s' at %s, and it is told to advertise %s"
              .formatted(settings.name(), told, advertised));
    }
  }

  /// A host may be written in several ways.
  private static Set<InetSocketAddress> places(List<ServerUrl> urls) {
    return urls.stream().map(ServerUrl::address).collect(Collectors.toSet());
  }
}

package ds.system.kv.bootstrap;

import ds.core.Durable;
import ds.runtime.codec.ByteReader;
import ds.runtime.codec.ByteWriter;
import ds.runtime.codec.Codec;
import ds.runtime.codec.MalformedException;
import ds.runtime.file.DiskStorage;
import ds.runtime.journal.Journal;
import ds.runtime.journal.JournalStream;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.roster.ClusterMember;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
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
public record Identity(
    long cluster, long member, List<ClusterMember> bootstrap, List<ClusterMember> peers)
    implements Durable {

  /// The stream of the journal that holds it.
  static final String STREAM = "identity";

  static final Codec<Identity> CODEC = Codec.of(Identity.class);

  /// How far a member has come.
  public enum Past {
    /// There is none.
    NONE,
    /// It knows who it is, and has promised nothing yet.
    BEGUN,
    /// It has voted, or holds what others count on.
    TOOK_PART
  }

  public Identity {
    bootstrap = List.copyOf(bootstrap);
    peers = List.copyOf(peers);
  }

  /// Who this is: as the journal says, or for a first start, as the flags say.
  public static Identity in(Journal journal, FirstStart start) throws IOException {
    JournalStream stream = journal.stream(STREAM);
    Optional<Identity> known = in(stream, start.data());
    if (known.isPresent()) {
      return known.get();
    }
    Identity fresh = fresh(start);
    var bytes = new ByteWriter();
    CODEC.encode(fresh, bytes);
    stream.append(bytes.array(), 0, bytes.length());
    stream.awaitDurable();
    return fresh;
  }

  /// Who the member of a directory is, if it was started before. It is only looked at: the rest of
  /// its log is neither read nor checked.
  private static Optional<Identity> in(Path data) throws IOException {
    Optional<byte[]> written =
        Files.isDirectory(data)
            ? Journal.first(data, DiskStorage.forReading(), STREAM)
            : Optional.empty();
    return written.isPresent() ? Optional.of(decoded(written.get(), data)) : Optional.empty();
  }

  /// The members with which the cluster began that a data directory belongs to: nobody for a member
  /// that joined later. Nothing if no member was started there.
  ///
  /// @throws IOException if the directory is in use, or cannot be read
  public static Optional<List<ClusterMember>> founders(Path data) throws IOException {
    return in(data).map(Identity::bootstrap);
  }

  /// How far the member of a directory has come: a node writes nothing down before it votes, or
  /// takes what another has sent it.
  ///
  /// @throws IOException if the directory is in use, or cannot be read
  public static Past past(Path data) throws IOException {
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
      return CODEC.decode(new ByteReader(written));
    } catch (MalformedException e) {
      throw new IOException(data + " was written by a version that is too new", e);
    }
  }

  private static Identity fresh(FirstStart start) throws IOException {
    var cluster = start.beginning().cluster();
    ClusterMember self =
        cluster
            .member(start.name())
            .orElseThrow(
                () -> new IOException("the initial cluster does not name '" + start.name() + "'"));
    if (!start.beginning().isNew()) {
      return Joining.identity(start, self);
    }
    demandOneAddress(start, self);
    Joining.demandFirstStart(start, self);
    return new Identity(cluster.clusterId(), self.id(), cluster.members(), cluster.members());
  }

  /// The others look for it where the initial cluster says.
  private static void demandOneAddress(FirstStart start, ClusterMember self) throws IOException {
    List<ServerUrl> advertised = start.advertised();
    List<ServerUrl> told = self.peerUrls().stream().map(ServerUrl::parse).toList();
    if (!places(told).equals(places(advertised))) {
      throw new IOException(
          "the initial cluster has '%s' at %s, and it is told to advertise %s"
              .formatted(start.name(), told, advertised));
    }
  }

  /// A host may be written in several ways.
  private static Set<InetSocketAddress> places(List<ServerUrl> urls) {
    return urls.stream().map(ServerUrl::address).collect(Collectors.toSet());
  }
}

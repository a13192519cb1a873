package ds.system.kv.server;

import ds.core.Fact;
import ds.core.NodeId;
import ds.protocol.raft.RaftFact;
import ds.runtime.codec.ByteReader;
import ds.runtime.codec.ByteWriter;
import ds.runtime.codec.MalformedException;
import ds.runtime.file.DiskStorage;
import ds.runtime.file.Storage;
import ds.runtime.host.Host;
import ds.runtime.host.HostObserver;
import ds.runtime.host.HostSettings;
import ds.runtime.host.Hosted;
import ds.runtime.journal.Journal;
import ds.runtime.journal.JournalSettings;
import ds.runtime.journal.JournalStream;
import ds.runtime.transport.FrameReceiver;
import ds.runtime.transport.Lane;
import ds.runtime.transport.PeerIdentity;
import ds.runtime.transport.Transport;
import ds.runtime.transport.TransportSettings;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request;
import ds.system.kv.call.Request.MemberRequest.Publish;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.front.MemberGate;
import ds.system.kv.front.server.Endpoint;
import ds.system.kv.front.server.Front;
import ds.system.kv.member.Member;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.Calls;
import ds.system.kv.member.MemberSettings;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.snapshot.SnapshotFormat;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A member of a key-value cluster as a server: its node on a host, its log on a disk, its peers
/// and its clients on sockets.
public final class KvServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KvServer.class);

  private static final long SECOND = 1_000_000_000L;

  private static final int FEW_CORES = 4;

  /// A member that is there takes over within a few round trips; one that has just died never does.
  private static final long HAND_OVER_MAX = SECOND / 2;

  private static final long HAND_OVER_LOOK = SECOND / 1_000;

  /// Why a server has come to its end by itself.
  public enum End {
    /// Its disk has failed, or is full. Nothing that was acknowledged is lost.
    DISK_FAILED,
    /// Its node has failed, which is a defect. Nothing that was acknowledged is lost.
    FAILED,
    /// It was removed from its cluster.
    REMOVED
  }

  private final ServerSettings settings;
  private final Consumer<End> onEnd;
  private final Journal journal;
  private final Meters meters;
  private final Identity identity;
  private final MemberSettings memberSettings;
  private final Member member;
  private final FlightRecorder recorder;
  private final Transport transport;
  private final Host host;
  private final Gate gate;
  private final MemberLog log;
  private Optional<Front> front = Optional.empty();
  private volatile boolean isClosed;

  /// @param journal closed by this server, or by the caller if this fails
  private KvServer(ServerSettings settings, Journal journal, MemberLog.Disk disk)
      throws IOException {
    this.settings = settings;
    this.meters = disk.meters();
    this.onEnd = disk.onEnd();
    this.journal = journal;
    this.identity = identify();
    this.memberSettings =
        new MemberSettings(
            identity.bootstrap(),
            settings.tuning().raft(),
            settings.tuning().quotaBytes(),
            MemberSettings.PATIENCE_DEFAULT);
    this.member = new Member(ClusterMember.node(identity.member()), memberSettings);
    this.recorder = FlightRecorder.open(settings.tuning().recorded());
    this.transport =
        new Transport(
            new PeerIdentity(
                Long.toHexString(identity.cluster()), Long.toHexString(identity.member())),
            TransportSettings.DEFAULT,
            settings.security().peers(),
            new Frames());
    this.host = openHost();
    this.gate = new Gate(identity.cluster(), identity.member(), member, new Fate(), meters);
    this.log = new MemberLog(ClusterMember.node(identity.member()), member, gate);
    disk.follow(log);
    meters.watch(gate, journal, host.metrics(), transport);
    meters.watch(recorder);
    meters.quota(settings.tuning().quotaBytes());
  }

  /// Where cores are few, threads take turns instead of sharing work: to wake another one for each
  /// message that comes or goes costs more than the step between.
  private Host openHost() {
    return Runtime.getRuntime().availableProcessors() <= FEW_CORES
        ? new Host(HostSettings.DEFAULT, journal, new Nodes(), List.of(transport.thread()))
        : new Host(HostSettings.DEFAULT, journal, new Nodes());
  }

  /// Starts a server. It serves from now on, though it may take a moment until somebody leads.
  ///
  /// @param onEnd is told if the server ends without having been closed; it should end the process
  /// @throws IOException if the data directory or an address is not to be had; the message says
  ///   what to do about it
  public static KvServer start(ServerSettings settings, Consumer<End> onEnd) throws IOException {
    return start(settings, new DiskStorage(), onEnd);
  }

  /// Starts a server that keeps its files in `storage`.
  static KvServer start(ServerSettings settings, Storage storage, Consumer<End> onEnd)
      throws IOException {
    var disk = new MemberLog.Disk(settings.name(), new Meters(), onEnd);
    Journal journal = Journal.open(settings.data(), JournalSettings.DEFAULT, storage, disk);
    KvServer server;
    try {
      server = new KvServer(settings, journal, disk);
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
    try {
      server.begin();
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private void begin() throws IOException {
    log.starting(settings, identity.cluster());
    for (ServerUrl url : settings.addresses().peers()) {
      transport.listen(url.address());
    }
    settings.addresses().advertisedPeers().stream()
        .findFirst()
        .ifPresent(url -> transport.advertise(url.address()));
    callPeers(identity.peers());
    host.attach(transport);
    host.open(MemberMessage.FRONT, gate);
    Hosted<MemberMessage> hosted =
        host.start(
            ClusterMember.node(identity.member()),
            recorder.recorded(identity, member, memberSettings),
            Wire.member());
    gate.open(hosted.funnel(MemberMessage.FRONT, Calls::new));
    front = Optional.of(Front.open(gate, endpoints(), frontSettings()));
    publish();
  }

  private List<Endpoint> endpoints() {
    return settings.addresses().clients().stream()
        .map(url ->
            new Endpoint(
                url.address(),
                settings.security().clients().filter(_ -> url.isSecure()),
                settings.tuning().limits()))
        .toList();
  }

  private Front.Settings frontSettings() {
    return new Front.Settings(
        new SnapshotFormat(Wire.records())::pieces, meters, meters.calls(), leaseSecondsMin());
  }

  /// A lease outlives the longest election, and a little more.
  private long leaseSecondsMin() {
    long election = settings.tuning().raft().timing().electionMax();
    return Math.max(2, Math.ceilDiv(3 * election, 2 * SECOND));
  }

  /// Who this is: as the journal says, or for a first start, as the flags say.
  private Identity identify() throws IOException {
    JournalStream stream = journal.stream(Identity.STREAM);
    Iterator<byte[]> written = stream.recover().iterator();
    if (written.hasNext()) {
      try {
        return Wire.identity().decode(new ByteReader(written.next()));
      } catch (MalformedException e) {
        throw new IOException(settings.data() + " was written by a version that is too new", e);
      }
    }
    Identity fresh = fresh();
    var bytes = new ByteWriter();
    Wire.identity().encode(fresh, bytes);
    stream.append(bytes.array(), 0, bytes.length());
    await(stream);
    return fresh;
  }

  private Identity fresh() throws IOException {
    var cluster = settings.beginning().cluster();
    ClusterMember self =
        cluster
            .member(settings.name())
            .orElseThrow(() ->
                new IOException("the initial cluster does not name '" + settings.name() + "'"));
    return settings.beginning().isNew()
        ? new Identity(cluster.clusterId(), self.id(), cluster.members(), cluster.members())
        : Joining.identity(settings, self);
  }

  private static void await(JournalStream stream) throws IOException {
    var durable = new CountDownLatch(1);
    stream.sync(durable::countDown);
    try {
      durable.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the disk was written", e);
    }
  }

  /// Tells the cluster the name and the clients' addresses with which this member was started.
  private void publish() {
    List<String> urls =
        settings.addresses().advertisedClients().stream().map(ServerUrl::toString).toList();
    gate.ask(
        new Publish(identity.member(), settings.name(), urls),
        answer -> {
          if (answer instanceof Answer.Failed && !isClosed) {
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::publish);
          }
        });
  }

  private void callPeers(List<ClusterMember> members) {
    for (ClusterMember member : members) {
      if (member.id() != identity.member() && !member.peerUrls().isEmpty()) {
        String name = member.node().name();
        transport.addPeer(name, ServerUrl.parse(member.peerUrls().getFirst()).address());
      }
    }
  }

  private void shutOut(List<Long> removed) {
    for (long member : removed) {
      transport.removePeer(ClusterMember.node(member).name());
    }
  }

  private void handOver() {
    if (gate.leader() == identity.member() && !connected().isEmpty()) {
      gate.ask(
          new Request.AskMembers(false),
          answer ->
              successor(answer).ifPresent(next -> gate.ask(new Request.MoveLeader(next), _ -> {})));
      long deadline = System.nanoTime() + HAND_OVER_MAX;
      while (gate.leader() == identity.member() && System.nanoTime() - deadline < 0) {
        LockSupport.parkNanos(HAND_OVER_LOOK);
      }
    }
  }

  private Set<String> connected() {
    return transport.peers().stream()
        .filter(Transport.PeerStatus::connected)
        .map(Transport.PeerStatus::member)
        .collect(Collectors.toSet());
  }

  /// Another voter that is there, if any is.
  private Optional<Long> successor(Answer answer) {
    Set<String> connected = connected();
    return answer instanceof Answer.Members(var members, var learners)
        ? members.stream()
            .filter(it -> connected.contains(it.node().name()) && !learners.contains(it.id()))
            .map(ClusterMember::id)
            .findFirst()
        : Optional.empty();
  }

  /// The way to the member, for the front.
  public MemberGate gate() {
    return gate;
  }

  /// Stops serving, and lets go of everything. Nothing that was acknowledged is lost. If it leads,
  /// it hands over first, so that clients need not wait for an election.
  @Override
  public void close() {
    isClosed = true;
    handOver();
    front.ifPresent(Front::close);
    host.close();
    gate.close();
    recorder.close();
    transport.close();
    try {
      journal.close();
    } catch (IOException e) {
      LOG.warn(
          "the journal of {} was not closed well; the next start looks at it", settings.data(), e);
    }
  }

  private final class Nodes implements HostObserver {

    @Override
    public void reported(NodeId node, Fact fact) {
      log.reported(fact);
      switch (fact) {
        case RaftFact.BecameLeader _,
            RaftFact.FollowedLeader _,
            RaftFact.BecameFollower _,
            RaftFact.BecamePreCandidate _ ->
            gate.look();
        default -> {}
      }
    }

    @Override
    public void nodeFailed(NodeId node, Object event, Throwable cause) {
      onEnd.accept(End.FAILED);
    }
  }

  private final class Frames implements FrameReceiver {

    @Override
    public void received(String from, Lane lane, byte[] buffer, int offset, int length) {
      host.received(from, buffer, offset, length);
    }

    @Override
    public void knocked(String peer, InetSocketAddress address) {
      log.knocked(peer, address);
      transport.addPeer(peer, address);
    }

    @Override
    public boolean vouchesFor(String peer) {
      return gate.isInLog(new NodeId(peer));
    }

    @Override
    public void reached(String peer, Lane lane) {
      log.peerReached(peer, lane);
    }

    @Override
    public void lost(String peer, Lane lane, String why) {
      log.peerLost(peer, lane, why);
    }

    @Override
    public void removed(String by) {
      log.removed(by);
      gate.wasRemoved(identity.member());
      onEnd.accept(End.REMOVED);
    }
  }

  private final class Fate implements Gate.Fate {

    @Override
    public void rosterChanged(List<ClusterMember> members, List<Long> removed) {
      callPeers(members);
      shutOut(removed);
    }

    @Override
    public void removed() {
      log.removed("the log");
      onEnd.accept(End.REMOVED);
    }
  }
}

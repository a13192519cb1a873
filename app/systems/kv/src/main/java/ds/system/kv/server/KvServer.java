package ds.system.kv.server;

import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.protocol.raft.RaftFact;
import ds.runtime.file.DiskStorage;
import ds.runtime.file.Storage;
import ds.runtime.host.Host;
import ds.runtime.host.HostObserver;
import ds.runtime.host.Hosted;
import ds.runtime.journal.Journal;
import ds.runtime.journal.JournalSettings;
import ds.runtime.recorder.Onlooker;
import ds.runtime.recorder.Recorder;
import ds.runtime.transport.FrameReceiver;
import ds.runtime.transport.Lane;
import ds.runtime.transport.PeerIdentity;
import ds.runtime.transport.Transport;
import ds.runtime.transport.TransportSettings;
import ds.system.kv.bootstrap.Identity;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request.MemberRequest.Publish;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.codec.MemberCodecs;
import ds.system.kv.compaction.AutoCompactor;
import ds.system.kv.front.MemberGate;
import ds.system.kv.front.server.Front;
import ds.system.kv.member.Member;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.Calls;
import ds.system.kv.member.MemberSettings;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.snapshot.SnapshotFormat;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A member of a key-value cluster as a server: its node on a host, its log on a disk, its peers
/// and its clients on sockets.
public final class KvServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KvServer.class);

  private static final long SECOND = 1_000_000_000L;

  /// Why a server has come to its end by itself.
  public enum End {
    /// Its disk has failed, or is full. Nothing that was acknowledged is lost.
    DISK_FAILED,
    /// What its disk holds cannot be read: bytes have changed, or a newer version has written them.
    DAMAGED,
    /// Its node has failed, which is a defect. Nothing that was acknowledged is lost.
    FAILED,
    /// It was removed from its cluster.
    REMOVED
  }

  /// Whoever runs a server in a process of theirs.
  public interface Owner {

    /// The server has ended without having been closed. It should end the process, unless there is
    /// more in it.
    void ended(End why);

    /// Whether what another member sends is to be dropped when it arrives, as if the way from there
    /// were cut. Asked for each frame.
    ///
    /// @param node the name of that member's node
    default boolean isCutOffFrom(String node) {
      return false;
    }

    /// Who sees each step of the member as it is taken.
    default Optional<Onlooker<MemberMessage>> onlooker() {
      return Optional.empty();
    }
  }

  private final ServerSettings settings;
  private final Owner owner;
  private final Journal journal;
  private final Meters meters;
  private final Identity identity;
  private final MemberSettings memberSettings;
  private final Member member;
  private final FlightRecorder recorder;
  private final Transport transport;
  private final MemberThreads threads;
  private final Host host;
  private final Gate gate;
  private final MemberLog log;
  private final AutoCompactor compactor;
  private Optional<Front> front = Optional.empty();
  private volatile boolean isClosed;

  /// @param journal closed by this server, or by the caller if this fails
  private KvServer(ServerSettings settings, Journal journal, MemberLog.Disk disk, Owner owner)
      throws IOException {
    this.settings = settings;
    this.meters = disk.meters();
    this.owner = owner;
    this.journal = journal;
    this.identity = Identity.in(journal, settings.firstStart());
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
    this.threads = MemberThreads.on(transport);
    this.host = threads.host(journal, new Nodes());
    this.gate = new Gate(identity.cluster(), identity.member(), member, new Fate(), meters);
    this.log = new MemberLog(ClusterMember.node(identity.member()), member, gate);
    disk.follow(log);
    this.compactor = AutoCompactor.open(gate, settings.tuning().retention());
    meters.watch(gate, journal, host.metrics(), transport);
    meters.watch(recorder);
    meters.quota(settings.tuning().quotaBytes());
  }

  /// Starts a server. It serves from now on, though it may take a moment until somebody leads.
  ///
  /// @throws IOException if the data directory or an address is not to be had; the message says
  ///   what to do about it
  public static KvServer start(ServerSettings settings, Owner owner) throws IOException {
    return start(settings, DiskStorage.forOwner(), owner);
  }

  /// Starts a server that keeps its files in `storage`.
  static KvServer start(ServerSettings settings, Storage storage, Owner owner) throws IOException {
    var disk = new MemberLog.Disk(settings.name(), new Meters(), owner);
    Journal journal = Journal.open(settings.data(), JournalSettings.DEFAULT, storage, disk);
    KvServer server;
    try {
      server = new KvServer(settings, journal, disk, owner);
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
            looked(recorder.recorded(identity, member, memberSettings)),
            MemberCodecs.member());
    gate.open(hosted.funnel(MemberMessage.FRONT, Calls::new));
    front = Optional.of(Front.open(gate, settings.endpoints(), frontSettings(), threads.clients()));
    publish();
  }

  private Node<MemberMessage> looked(Node<MemberMessage> node) {
    return owner.onlooker().map(it -> Recorder.watched(node, it)).orElse(node);
  }

  private Front.Settings frontSettings() {
    return new Front.Settings(
        new SnapshotFormat(MemberCodecs.records())::pieces,
        meters,
        meters.calls(),
        leaseSecondsMin(),
        settings.tuning().progressNanos());
  }

  /// A lease outlives the longest election, and a little more.
  private long leaseSecondsMin() {
    long election = settings.tuning().raft().timing().electionMax();
    return Math.max(2, Math.ceilDiv(3 * election, 2 * SECOND));
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

  /// The way to the member, for the front.
  public MemberGate gate() {
    return gate;
  }

  /// Stops serving, and lets go of everything. Nothing that was acknowledged is lost. If it leads,
  /// it hands over first, so that clients need not wait for an election.
  @Override
  public void close() {
    isClosed = true;
    new HandOver(gate, transport).carryOut();
    front.ifPresent(Front::close);
    host.close();
    letGo();
  }

  /// Ends as a crash does: whoever leads says nothing to anybody, and who has asked is not
  /// answered. Returns when its directory and its addresses are free.
  public void kill() {
    isClosed = true;
    host.close();
    front.ifPresent(Front::cut);
    letGo();
  }

  private void letGo() {
    compactor.close();
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
      owner.ended(End.FAILED);
    }

    @Override
    public void unreadable(NodeId node, IOException reason) {
      log.unreadable(reason);
      owner.ended(End.DAMAGED);
    }
  }

  private final class Frames implements FrameReceiver {

    @Override
    public void received(String from, Lane lane, byte[] buffer, int offset, int length) {
      if (!owner.isCutOffFrom(from)) {
        host.received(from, buffer, offset, length);
      }
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
    public boolean hasStarted(String peer) {
      return gate.hasStarted(new NodeId(peer));
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
      owner.ended(End.REMOVED);
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
      owner.ended(End.REMOVED);
    }
  }
}

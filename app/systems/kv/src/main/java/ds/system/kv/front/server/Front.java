package ds.system.kv.front.server;

import ds.system.kv.front.MemberGate;
import ds.system.kv.front.auth.AuthService;
import ds.system.kv.front.auth.ClientIdentities;
import ds.system.kv.front.auth.RuleBook;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.http.HttpSide;
import ds.system.kv.front.http.Pages;
import ds.system.kv.front.http.SharedPort;
import ds.system.kv.front.recipe.ElectionService;
import ds.system.kv.front.recipe.LockService;
import ds.system.kv.front.recipe.Recipes;
import ds.system.kv.front.rpc.Gatekeeper;
import ds.system.kv.front.rpc.Headers;
import ds.system.kv.front.rpc.OpenStreams;
import ds.system.kv.front.rpc.Outlets;
import ds.system.kv.front.rpc.Unreadable;
import ds.system.kv.front.service.ClusterService;
import ds.system.kv.front.service.HealthService;
import ds.system.kv.front.service.KvService;
import ds.system.kv.front.service.LeaseService;
import ds.system.kv.front.service.MaintenanceService;
import ds.system.kv.front.service.SnapshotForm;
import ds.system.kv.front.watch.WatchHub;
import ds.system.kv.front.watch.WatchService;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// All that serves a member's clients: its endpoints, and the services behind them.
public final class Front implements AutoCloseable {

  /// What the front is told besides its endpoints.
  ///
  /// @param snapshots how a snapshot is written down
  /// @param metrics the meters as text
  /// @param calls counts what is asked
  /// @param leaseSecondsMin the shortest life of a lease: longer than an election takes
  /// @param progressNanos how often a watch that wants it is told how far it has seen
  public record Settings(
      SnapshotForm snapshots,
      Supplier<String> metrics,
      CallCounts calls,
      long leaseSecondsMin,
      long progressNanos) {}

  /// The version of etcd whose API is spoken.
  public static final String API_VERSION = "3.5.21";

  /// How much a client may send ahead on one connection.
  private static final int WINDOW_BYTES = 1024 * 1024;

  /// What a message may have beyond a request, as in etcd.
  private static final int OVERHEAD_BYTES = 512 * 1024;

  /// Those who look on say nothing but what they want to see.
  private static final int LOOK_BYTES_MAX = 1024;

  /// How long calls may go on when the front is closed.
  private static final long GRACE_SECONDS = 3;

  /// How often it is looked whether the member has lost its leader.
  private static final long LEADER_CHECK_SECONDS = 2;

  private static final int SLOW_WAITING_MAX = 256;

  private final MemberGate member;
  private final Settings settings;
  private final Headers headers;
  private final RuleBook book;
  private final WatchHub hub;
  private final WatchService watches;
  private final OpenStreams streams;
  private final ThreadPoolExecutor slow;
  private final NetworkThreads threads;
  private final Outlets outlets;
  private final ChannelGroup plain = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final List<Gatekeeper> gates = new ArrayList<>();
  private final List<Server> servers = new ArrayList<>();
  private final List<LookoutPort> lookouts = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();

  private Front(MemberGate member, Settings settings, NetworkThreads threads) {
    this.member = member;
    this.settings = settings;
    this.threads = threads;
    this.outlets = new Outlets(threads.group());
    this.headers = new Headers(member);
    this.book = new RuleBook(member);
    this.hub = new WatchHub(member);
    this.streams = new OpenStreams(member);
    this.watches = new WatchService(hub, headers, book::mayRead, settings.progressNanos());
    this.slow =
        new ThreadPoolExecutor(
            2,
            2,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(SLOW_WAITING_MAX),
            Thread.ofPlatform().name("slow-" + member.memberId() + "-", 0).daemon().factory());
    slow.allowCoreThreadTimeOut(true);
    hub.every(TimeUnit.SECONDS.toNanos(LEADER_CHECK_SECONDS), streams::checkLeader);
  }

  /// Begins to serve.
  ///
  /// @param threads closed by this front, if it comes to be or not
  /// @throws IOException if an address is not to be had, or a file of TLS cannot be read
  public static Front open(
      MemberGate member, List<Endpoint> endpoints, Settings settings, NetworkThreads threads)
      throws IOException {
    var front = new Front(member, settings, threads);
    try {
      for (Endpoint endpoint : endpoints) {
        switch (endpoint.purpose()) {
          case CLIENTS -> front.serve(endpoint);
          case WATCHERS -> front.show(endpoint);
        }
      }
      return front;
    } catch (IOException | RuntimeException e) {
      front.close();
      throw e;
    }
  }

  private void serve(Endpoint endpoint) throws IOException {
    Endpoint.Limits limits = endpoint.limits();
    var gate =
        new Gatekeeper(
            member,
            new ClientIdentities(
                member,
                InstantSource.system(),
                endpoint.tls().filter(Endpoint.Tls::namesUsers).isPresent()),
            outlets,
            streams,
            limits.requestBytesMax());
    List<ServerServiceDefinition> services = services(gate, limits);
    var http =
        new HttpSide(
            services,
            new Pages(member, settings.metrics(), Optional.of(API_VERSION)),
            2 * limits.requestBytesMax(), // in base 64, and with names around it
            plain);
    var port =
        new SharedPort(new ServerTls(endpoint.tls())::context, http, limits.connectionsMax());
    Server server =
        NettyServerBuilder.forAddress(endpoint.address())
            .protocolNegotiator(port)
            .channelFactory(threads::newServerChannel)
            .bossEventLoopGroup(threads.group())
            .workerEventLoopGroup(threads.group())
            .withChildOption(ChannelOption.TCP_NODELAY, true)
            .directExecutor()
            .flowControlWindow(WINDOW_BYTES)
            .maxConcurrentCallsPerConnection(limits.streamsPerConnectionMax())
            .maxInboundMessageSize(limits.requestBytesMax() + OVERHEAD_BYTES)
            .permitKeepAliveTime(limits.keepAlive().clientNanosMin(), TimeUnit.NANOSECONDS)
            .keepAliveTime(limits.keepAlive().nanos(), TimeUnit.NANOSECONDS)
            .keepAliveTimeout(limits.keepAlive().patienceNanos(), TimeUnit.NANOSECONDS)
            .permitKeepAliveWithoutCalls(true)
            .addStreamTracerFactory(settings.calls())
            .addServices(services.stream().map(it -> Unreadable.refused(it, outlets)).toList())
            .build();
    start(server, endpoint);
    gates.add(gate);
    servers.add(server);
    addresses.add((InetSocketAddress) server.getListenSockets().getFirst());
  }

  private void show(Endpoint endpoint) throws IOException {
    var pages = new Pages(member, settings.metrics(), Optional.empty());
    var port = LookoutPort.open(endpoint, new HttpSide(List.of(), pages, LOOK_BYTES_MAX, plain));
    lookouts.add(port);
    addresses.add(port.address());
  }

  private static void start(Server server, Endpoint endpoint) throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new IOException("cannot listen on " + endpoint.address() + ": " + why, e);
    }
  }

  private List<ServerServiceDefinition> services(Gatekeeper gate, Endpoint.Limits limits) {
    var counter = new Counter(member, headers, limits.txnOperationsMax());
    var recipes = new Recipes(member, headers, hub);
    return List.of(
        new KvService(counter).definition(gate),
        watches.definition(gate),
        new LeaseService(counter, book, settings.leaseSecondsMin()).definition(gate),
        new ClusterService(counter, book).definition(gate),
        new MaintenanceService(counter, book, slow, settings.snapshots(), API_VERSION)
            .definition(gate),
        new AuthService(counter, book, slow, InstantSource.system()).definition(gate),
        new LockService(recipes).definition(gate),
        new ElectionService(recipes).definition(gate),
        new HealthService().definition(gate));
  }

  /// Where it listens, in the order of the endpoints.
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /// Takes no new calls, ends the streams, waits a little for what is under way, and lets go of the
  /// network.
  @Override
  public void close() {
    gates.forEach(Gatekeeper::close);
    streams.close();
    servers.forEach(Server::shutdown);
    plain.close().awaitUninterruptibly(GRACE_SECONDS, TimeUnit.SECONDS);
    for (Server server : servers) {
      awaitOrCut(server);
    }
    lookouts.forEach(LookoutPort::close);
    hub.close();
    slow.shutdownNow();
    threads.close();
  }

  /// Lets go of the network at once, as a process that is killed does: nobody is answered any more.
  public void cut() {
    servers.forEach(Server::shutdownNow);
    close();
  }

  private static void awaitOrCut(Server server) {
    try {
      if (!server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}

package ds.trial.kv.ground;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.ClusterGrpc;
import ds.system.kv.api.etcdserverpb.HashKVRequest;
import ds.system.kv.api.etcdserverpb.HashKVResponse;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.Member;
import ds.system.kv.api.etcdserverpb.MemberAddRequest;
import ds.system.kv.api.etcdserverpb.MemberAddResponse;
import ds.system.kv.api.etcdserverpb.MemberListRequest;
import ds.system.kv.api.etcdserverpb.MemberListResponse;
import ds.system.kv.api.etcdserverpb.MemberRemoveRequest;
import ds.system.kv.api.etcdserverpb.MoveLeaderRequest;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.RangeResponse;
import ds.system.kv.api.etcdserverpb.StatusRequest;
import ds.system.kv.api.etcdserverpb.StatusResponse;
import ds.trial.kv.client.Endpoints;
import ds.trial.kv.client.KvClient;
import ds.trial.kv.client.Outcome;
import ds.trial.process.Cluster;
import ds.trial.process.Place;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an operator asks of a cluster with etcdctl. Each call may fail: the cluster is being
/// broken.
public final class Operator {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Cluster cluster;

  public Operator(Cluster cluster) {
    this.cluster = cluster;
  }

  /// All members, as a majority knows them now.
  public Optional<List<Member>> members() {
    var request = MemberListRequest.newBuilder().setLinearizable(true).build();
    return askAny(ClusterGrpc.getMemberListMethod(), request)
        .map(MemberListResponse::getMembersList);
  }

  /// The member at a place, if a majority knows one there.
  public Optional<Member> member(Place place) {
    String url = place.advertised().url().toString();
    return members().stream()
        .flatMap(List::stream)
        .filter(it -> it.getPeerURLsList().contains(url))
        .findFirst();
  }

  public void remove(long id) {
    askAny(ClusterGrpc.getMemberRemoveMethod(), MemberRemoveRequest.newBuilder().setID(id).build());
  }

  /// Announces a member that is to vote.
  public Optional<MemberAddResponse> add(Place place) {
    var request =
        MemberAddRequest.newBuilder().addPeerURLs(place.advertised().url().toString()).build();
    return askAny(ClusterGrpc.getMemberAddMethod(), request);
  }

  /// The one that leads, as far as anybody says so; the one of the newest term, if two do.
  public Optional<String> leader() {
    long term = -1;
    Optional<String> leader = Optional.empty();
    for (String name : cluster.names()) {
      Optional<StatusResponse> status = status(name);
      if (status.isPresent()
          && status.get().getLeader() == status.get().getHeader().getMemberId()
          && status.get().getRaftTerm() > term) {
        term = status.get().getRaftTerm();
        leader = Optional.of(name);
      }
    }
    return leader;
  }

  public Optional<StatusResponse> status(String name) {
    return cluster.isRunning(name)
        ? ask(name, MaintenanceGrpc.getStatusMethod(), StatusRequest.getDefaultInstance())
        : Optional.empty();
  }

  /// @return whether the leader did so
  public boolean moveLeader(String from, String to) {
    Optional<Long> id = status(to).map(it -> it.getHeader().getMemberId());
    return id.isPresent()
        && ask(
                from,
                MaintenanceGrpc.getMoveLeaderMethod(),
                MoveLeaderRequest.newBuilder().setTargetID(id.get()).build())
            .isPresent();
  }

  /// The newest revision, as a majority knows it.
  public Optional<Long> revision() {
    var request = RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("revision?")).build();
    return askAny(KVGrpc.getRangeMethod(), request)
        .map(RangeResponse::getHeader)
        .map(it -> it.getRevision());
  }

  /// A hash of all that a member holds up to a revision.
  public Optional<HashKVResponse> hash(String name, long revision) {
    return ask(
        name,
        MaintenanceGrpc.getHashKVMethod(),
        HashKVRequest.newBuilder().setRevision(revision).build());
  }

  private <Q, A> Optional<A> askAny(MethodDescriptor<Q, A> method, Q request) {
    return ask(cluster.endpoints().stream().map(Object::toString).toList(), method, request);
  }

  private <Q, A> Optional<A> ask(String name, MethodDescriptor<Q, A> method, Q request) {
    return ask(List.of(cluster.place(name).clients().toString()), method, request);
  }

  private static <Q, A> Optional<A> ask(
      List<String> addresses, MethodDescriptor<Q, A> method, Q request) {
    try (var client = new KvClient(Endpoints.plain(addresses), 0, PATIENCE)) {
      return client.ask(method, request) instanceof Outcome.Done<A>(A answer)
          ? Optional.of(answer)
          : Optional.empty();
    }
  }
}

package ds.system.kv.front.service;

import ds.system.kv.api.etcdserverpb.DefragmentRequest;
import ds.system.kv.api.etcdserverpb.DefragmentResponse;
import ds.system.kv.api.etcdserverpb.DowngradeRequest;
import ds.system.kv.api.etcdserverpb.DowngradeRequest.DowngradeAction;
import ds.system.kv.api.etcdserverpb.DowngradeResponse;
import ds.system.kv.api.etcdserverpb.HashKVRequest;
import ds.system.kv.api.etcdserverpb.HashKVResponse;
import ds.system.kv.api.etcdserverpb.HashRequest;
import ds.system.kv.api.etcdserverpb.HashResponse;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.MoveLeaderRequest;
import ds.system.kv.api.etcdserverpb.MoveLeaderResponse;
import ds.system.kv.api.etcdserverpb.SnapshotRequest;
import ds.system.kv.api.etcdserverpb.SnapshotResponse;
import ds.system.kv.api.etcdserverpb.StatusRequest;
import ds.system.kv.api.etcdserverpb.StatusResponse;
import ds.system.kv.call.Answer;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Request.AskStatus;
import ds.system.kv.call.Request.AskView;
import ds.system.kv.call.Request.MoveLeader;
import ds.system.kv.command.KvError;
import ds.system.kv.front.auth.RuleBook;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Gatekeeper;
import ds.system.kv.front.rpc.Statuses;
import ds.system.kv.store.StateView;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// What an operator asks of one member. [AlarmCalls] has the alarms.
public final class MaintenanceService {

  private static final Status NO_DOWNGRADE =
      Status.INVALID_ARGUMENT.withDescription("etcdserver: invalid downgrade target version");
  private static final Status NO_VERSION =
      Status.INVALID_ARGUMENT.withDescription("etcdserver: wrong downgrade target version format");
  private static final Status NOT_DOWNGRADING =
      Status.FAILED_PRECONDITION.withDescription("etcdserver: no inflight downgrade job");

  /// What a snapshot's stream may hold before it waits for the client.
  private static final int SNAPSHOT_BYTES = 1024 * 1024;

  private final Counter counter;
  private final RuleBook book;
  private final Executor slow;
  private final SnapshotForm form;
  private final String version;

  /// @param slow where snapshots are written and hashed
  /// @param version of etcd whose API is spoken
  public MaintenanceService(
      Counter counter, RuleBook book, Executor slow, SnapshotForm form, String version) {
    this.counter = counter;
    this.book = book;
    this.slow = slow;
    this.form = form;
    this.version = version;
  }

  public ServerServiceDefinition definition(Gatekeeper gate) {
    return ServerServiceDefinition.builder(MaintenanceGrpc.getServiceDescriptor())
        .addMethod(
            MaintenanceGrpc.getAlarmMethod(), gate.unary(new AlarmCalls(counter, book)::alarm))
        .addMethod(MaintenanceGrpc.getStatusMethod(), gate.unary(this::status))
        .addMethod(MaintenanceGrpc.getDefragmentMethod(), gate.unary(this::defragment))
        .addMethod(MaintenanceGrpc.getHashMethod(), gate.unary(this::hash))
        .addMethod(MaintenanceGrpc.getHashKVMethod(), gate.unary(this::hashKv))
        .addMethod(
            MaintenanceGrpc.getSnapshotMethod(), (call, metadata) -> snapshot(gate, call, metadata))
        .addMethod(MaintenanceGrpc.getMoveLeaderMethod(), gate.unary(this::moveLeader))
        .addMethod(MaintenanceGrpc.getDowngradeMethod(), gate.unary(this::downgrade))
        .build();
  }

  private boolean refuses(Exchange<?> exchange) {
    return exchange.refuse(book.mayAdminister(exchange.caller()));
  }

  private void status(StatusRequest request, Exchange<StatusResponse> exchange) {
    counter.consult(
        new AskStatus(),
        exchange,
        Answer.Status.class,
        status -> {
          StatusResponse.Builder response =
              StatusResponse.newBuilder()
                  .setHeader(counter.headers().now())
                  .setVersion(version)
                  .setDbSize(status.sizeBytes())
                  .setDbSizeInUse(status.sizeBytes())
                  .setLeader(status.leader())
                  .setRaftIndex(status.committed())
                  .setRaftTerm(status.term())
                  .setRaftAppliedIndex(status.applied())
                  .setIsLearner(status.isLearner());
          if (status.leader() == 0) {
            response.addErrors("etcdserver: no leader");
          }
          status.alarms().forEach(alarm -> response.addErrors(AlarmCalls.text(alarm)));
          exchange.answer(response.build());
        });
  }

  /// A store in memory has no holes to close.
  private void defragment(DefragmentRequest request, Exchange<DefragmentResponse> exchange) {
    if (!refuses(exchange)) {
      exchange.answer(DefragmentResponse.newBuilder().setHeader(counter.headers().now()).build());
    }
  }

  private void hash(HashRequest request, Exchange<HashResponse> exchange) {
    view(
        exchange,
        state ->
            exchange.answer(
                HashResponse.newBuilder()
                    .setHeader(counter.headers().at(state.revision()))
                    .setHash(state.hash(state.revision()))
                    .build()));
  }

  private void hashKv(HashKVRequest request, Exchange<HashKVResponse> exchange) {
    view(
        exchange,
        state -> {
          long revision = request.getRevision() > 0 ? request.getRevision() : state.revision();
          if (revision > state.revision()) {
            exchange.fail(Statuses.of(KvError.FUTURE_REVISION));
          } else if (revision < state.compacted()) {
            exchange.fail(Statuses.of(KvError.COMPACTED));
          } else {
            exchange.answer(
                HashKVResponse.newBuilder()
                    .setHeader(counter.headers().at(state.revision()))
                    .setHash(state.hash(revision))
                    .setCompactRevision(state.compacted())
                    .build());
          }
        });
  }

  /// Goes on with the whole state, where it holds up nobody.
  private void view(Exchange<?> exchange, Consumer<StateView> then) {
    if (refuses(exchange)) {
      return;
    }
    counter.consult(
        new AskView(false),
        exchange,
        Answer.View.class,
        view -> {
          try {
            slow.execute(() -> exchange.attempt(() -> then.accept(view.state())));
          } catch (RejectedExecutionException e) {
            exchange.fail(Statuses.TOO_MANY_REQUESTS);
          }
        });
  }

  private ServerCall.Listener<SnapshotRequest> snapshot(
      Gatekeeper gate, ServerCall<SnapshotRequest, SnapshotResponse> call, Metadata metadata) {
    Status refusal =
        switch (gate.admit(call, metadata)) {
          case Gatekeeper.TurnedAway(var reason) -> reason;
          case Gatekeeper.Admitted(var caller, _) ->
              book.mayAdminister(caller).map(Statuses::of).orElse(Status.OK);
        };
    if (!refusal.isOk()) {
      call.close(refusal, new Metadata());
      return new ServerCall.Listener<>() {};
    }
    call.setOnReadyThreshold(SNAPSHOT_BYTES);
    call.request(1);
    return new SnapshotCall(call);
  }

  private final class SnapshotCall extends ServerCall.Listener<SnapshotRequest> {

    private final ServerCall<SnapshotRequest, SnapshotResponse> call;
    private volatile Optional<SnapshotStream> stream = Optional.empty();

    private SnapshotCall(ServerCall<SnapshotRequest, SnapshotResponse> call) {
      this.call = call;
    }

    @Override
    public void onHalfClose() {
      counter.member().ask(new AskView(false), this::onAnswer);
    }

    private void onAnswer(Answer answer) {
      if (answer instanceof Answer.View(var state)) {
        var begun = new SnapshotStream(call, () -> form.pieces(state), 1, slow);
        stream = Optional.of(begun);
        begun.resume();
      } else {
        call.close(Counter.failure(answer), new Metadata());
      }
    }

    @Override
    public void onReady() {
      stream.ifPresent(SnapshotStream::resume);
    }
  }

  private void moveLeader(MoveLeaderRequest request, Exchange<MoveLeaderResponse> exchange) {
    if (refuses(exchange)) {
      return;
    }
    if (counter.member().leader() != counter.member().memberId()) {
      exchange.fail(Statuses.NOT_LEADER);
      return;
    }
    counter
        .member()
        .ask(
            new MoveLeader(request.getTargetID()),
            answer -> exchange.resume(() -> moved(answer, exchange)));
  }

  private void moved(Answer answer, Exchange<MoveLeaderResponse> exchange) {
    switch (answer) {
      case Answer.Accepted() ->
          exchange.answer(
              MoveLeaderResponse.newBuilder().setHeader(counter.headers().now()).build());
      case Answer.Refused _ -> exchange.fail(Statuses.BAD_TRANSFEREE);
      case Answer.Failed(var error) when error == CallError.TIMED_OUT ->
          exchange.fail(Statuses.TRANSFER_TIMED_OUT);
      default -> exchange.fail(Counter.failure(answer));
    }
  }

  /// There is no older version of this server whose data it could go back to.
  private void downgrade(DowngradeRequest request, Exchange<DowngradeResponse> exchange) {
    if (refuses(exchange)) {
      return;
    }
    if (request.getAction() == DowngradeAction.CANCEL) {
      exchange.fail(NOT_DOWNGRADING);
    } else {
      boolean isVersion = request.getVersion().matches("v?\\d+\\.\\d+(\\.\\d+)?");
      exchange.fail(isVersion ? NO_DOWNGRADE : NO_VERSION);
    }
  }
}

package ds.trial.kv.stage;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.DeleteRangeRequest;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.ResponseHeader;
import ds.system.kv.api.etcdserverpb.TxnRequest;
import ds.trial.kv.client.KvClient;
import ds.trial.kv.client.Outcome;
import ds.trial.kv.judge.CellsModel.Ask;
import ds.trial.kv.judge.CellsModel.Edit;
import ds.trial.kv.judge.CellsModel.Guard;
import ds.trial.kv.judge.CellsModel.Told;
import ds.trial.kv.judge.RevisionJudge;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A client whose every call is counted and shown to the judges that see all calls.
public final class Caller implements AutoCloseable {

  private final Stage stage;
  private final String process;
  private final KvClient client;

  public Caller(Stage stage, String process, KvClient client) {
    this.stage = stage;
    this.process = process;
    this.client = client;
  }

  public KvClient client() {
    return client;
  }

  public String process() {
    return process;
  }

  /// Asks what only reads keys.
  public Outcome<Told> read(Ask ask, List<String> keys) {
    if (keys.size() == 1) {
      var request = RangeRequest.newBuilder().setKey(bytes(keys.getFirst())).build();
      return asRead(
          call(KVGrpc.getRangeMethod(), request, Pulse.End.READ),
          "get " + keys.getFirst(),
          answer ->
              new Told(
                  true, answer.getHeader().getRevision(), Cells.seen(keys, answer.getKvsList())));
    }
    var request = TxnRequest.newBuilder();
    keys.forEach(key -> request.addSuccess(Cells.range(key)));
    return asRead(
        call(KVGrpc.getTxnMethod(), request.build(), Pulse.End.READ),
        "read of " + ask.group(),
        answer ->
            new Told(
                true,
                answer.getHeader().getRevision(),
                Cells.seen(keys, Cells.found(answer.getResponsesList()))));
  }

  /// Asks for one edit without a guard.
  public Outcome<Told> edit(Edit edit) {
    ByteString key = bytes(edit.key());
    if (edit.value().isPresent()) {
      var request =
          PutRequest.newBuilder()
              .setKey(key)
              .setValue(bytes(edit.value().get()))
              .setPrevKv(true)
              .build();
      return asWrite(
          call(KVGrpc.getPutMethod(), request, Pulse.End.WRITTEN),
          List.of(edit),
          answer ->
              new Told(
                  true,
                  answer.getHeader().getRevision(),
                  Cells.seen(
                      List.of(edit.key()),
                      answer.hasPrevKv() ? List.of(answer.getPrevKv()) : List.of())));
    }
    var request = DeleteRangeRequest.newBuilder().setKey(key).setPrevKv(true).build();
    return asWrite(
        call(KVGrpc.getDeleteRangeMethod(), request, Pulse.End.WRITTEN),
        List.of(edit),
        answer ->
            new Told(
                true,
                answer.getHeader().getRevision(),
                Cells.seen(List.of(edit.key()), answer.getPrevKvsList())));
  }

  /// Asks for a transaction; if its guards do not hold, it is told what their keys hold.
  public Outcome<Told> transact(Ask ask) {
    List<String> guarded = ask.guards().stream().map(Guard::key).toList();
    List<String> edited = ask.edits().stream().map(Edit::key).toList();
    return asWrite(
        call(KVGrpc.getTxnMethod(), Cells.transaction(ask), Pulse.End.WRITTEN),
        ask.edits(),
        answer ->
            answer.getSucceeded()
                ? new Told(
                    true,
                    answer.getHeader().getRevision(),
                    Cells.seen(edited, Cells.before(answer.getResponsesList())))
                : new Told(
                    false,
                    answer.getHeader().getRevision(),
                    Cells.seen(guarded, Cells.found(answer.getResponsesList()))));
  }

  private <A> Outcome<Told> asRead(Call<A> call, String words, Function<A, Told> form) {
    return switch (call.outcome) {
      case Outcome.Done<A>(var answer) -> {
        Told told = form.apply(answer);
        revisions().read(call.before, words + " of " + process, told.revision(), call.ended);
        yield new Outcome.Done<>(told);
      }
      // A read that was not answered changed nothing, whatever became of it.
      case Outcome.NotDone<A>(var reason) -> new Outcome.NotDone<>(reason);
      case Outcome.Maybe<A>(var reason) -> new Outcome.NotDone<>(reason);
    };
  }

  private <A> Outcome<Told> asWrite(Call<A> call, List<Edit> edits, Function<A, Told> form) {
    return switch (call.outcome) {
      case Outcome.Done<A>(var answer) -> {
        Told told = form.apply(answer);
        acknowledged(call, edits, told);
        yield new Outcome.Done<>(told);
      }
      case Outcome.NotDone<A>(var reason) -> new Outcome.NotDone<>(reason);
      case Outcome.Maybe<A>(var reason) -> new Outcome.Maybe<>(reason);
    };
  }

  private void acknowledged(Call<?> call, List<Edit> edits, Told told) {
    Map<String, Optional<String>> made = new HashMap<>();
    for (Edit edit : told.isHeld() ? edits : List.<Edit>of()) {
      boolean isThere = told.seen().getOrDefault(edit.key(), Optional.empty()).isPresent();
      if (isThere || edit.value().isPresent()) {
        made.put(edit.key(), edit.value());
      }
    }
    if (made.isEmpty()) {
      revisions().read(call.before, "a request of " + process, told.revision(), call.ended);
    } else {
      String words = "a write of " + process + " to " + String.join(", ", made.keySet());
      revisions().wrote(call.before, words, told.revision(), call.ended);
      stage.court().watches().wrote(process, told.revision(), made);
    }
  }

  private RevisionJudge revisions() {
    return stage.court().revisions();
  }

  /// A call that has ended.
  ///
  /// @param before what was acknowledged when it was made
  public record Call<A>(Outcome<A> outcome, RevisionJudge.Floor before, long invoked, long ended) {}

  public <Q, A> Call<A> call(MethodDescriptor<Q, A> method, Q request, Pulse.End done) {
    return call(method, request, done, stage.settings().patience());
  }

  /// Calls and counts.
  public <Q, A> Call<A> call(
      MethodDescriptor<Q, A> method, Q request, Pulse.End done, Duration patience) {
    RevisionJudge.Floor before = revisions().floor();
    long invoked = System.nanoTime();
    Outcome<A> outcome = client.ask(method, request, patience);
    long ended = System.nanoTime();
    stage
        .pulse()
        .count(
            switch (outcome) {
              case Outcome.Done<A> _ -> done;
              case Outcome.NotDone<A> _ -> Pulse.End.NOT_DONE;
              case Outcome.Maybe<A> _ -> Pulse.End.MAYBE;
            },
            invoked,
            ended);
    return new Call<>(outcome, before, invoked, ended);
  }

  /// Takes note of the term in which an answer was given.
  public void heard(ResponseHeader header, long time) {
    stage.court().leases().heard(header.getRaftTerm(), time);
  }

  public static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }

  @Override
  public void close() {
    client.close();
  }
}

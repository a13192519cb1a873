package ds.trial.kv.workload;

import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.RangeResponse;
import ds.trial.kv.client.Outcome;
import ds.trial.kv.stage.Caller;
import ds.trial.kv.stage.Pulse;
import ds.trial.kv.stage.Stage;

/// A client that asks a member for what it has, be it behind or not.
final class LocalPlayer implements Player {

  private final Stage stage;
  private final Caller caller;
  private long connection = -1;
  private long seen;

  LocalPlayer(Stage stage, Caller caller) {
    this.stage = stage;
    this.caller = caller;
  }

  @Override
  public void play() {
    var request =
        RangeRequest.newBuilder()
            .setKey(Caller.bytes(stage.root()))
            .setRangeEnd(Caller.bytes(stage.root() + "\uffff"))
            .setCountOnly(true)
            .setSerializable(true)
            .build();
    long before = caller.client().connection();
    var call = caller.call(KVGrpc.getRangeMethod(), request, Pulse.End.READ);
    boolean isSame = before == connection && before == caller.client().connection();
    if (call.outcome() instanceof Outcome.Done<RangeResponse>(var answer)) {
      long revision = answer.getHeader().getRevision();
      String words = "a serializable read of " + caller.process();
      stage.court().revisions().local(isSame ? seen : 0, words, revision, call.ended());
      seen = revision;
    }
    long after = caller.client().connection();
    if (after != before) {
      seen = 0; // by another member, or by an earlier process
    }
    connection = after;
    stage.rest();
  }

  @Override
  public void close() {
    caller.close();
  }
}

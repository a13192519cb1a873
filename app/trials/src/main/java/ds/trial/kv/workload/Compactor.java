package ds.trial.kv.workload;

import ds.system.kv.api.etcdserverpb.CompactionRequest;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.trial.kv.stage.Caller;
import ds.trial.kv.stage.Pulse;
import ds.trial.kv.stage.Stage;
import java.time.Duration;

/// Has the store forget what is old, which whoever watches from long ago has to be told.
final class Compactor implements Player {

  /// Some seconds' worth.
  private static final long REVISIONS_KEPT = 1_500;

  private static final Duration BETWEEN = Duration.ofSeconds(3);

  private final Stage stage;
  private final Caller caller;

  Compactor(Stage stage, Caller caller) {
    this.stage = stage;
    this.caller = caller;
  }

  @Override
  public void play() {
    stage.pause(BETWEEN);
    long revision = stage.court().revisions().floor().revision() - REVISIONS_KEPT;
    if (revision > 0) {
      var request = CompactionRequest.newBuilder().setRevision(revision).build();
      caller.call(KVGrpc.getCompactMethod(), request, Pulse.End.WRITTEN);
    }
  }

  @Override
  public void close() {
    caller.close();
  }
}

package ds.trial.kv.workload;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.Compare;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.LeaseGrantRequest;
import ds.system.kv.api.etcdserverpb.LeaseGrantResponse;
import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveRequest;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveResponse;
import ds.system.kv.api.etcdserverpb.LeaseRevokeRequest;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.RangeResponse;
import ds.system.kv.api.etcdserverpb.RequestOp;
import ds.system.kv.api.etcdserverpb.TxnRequest;
import ds.system.kv.api.etcdserverpb.TxnResponse;
import ds.system.kv.api.v3electionpb.CampaignRequest;
import ds.system.kv.api.v3electionpb.CampaignResponse;
import ds.system.kv.api.v3electionpb.ElectionGrpc;
import ds.system.kv.api.v3electionpb.LeaderKey;
import ds.system.kv.api.v3electionpb.ResignRequest;
import ds.system.kv.api.v3lockpb.LockGrpc;
import ds.system.kv.api.v3lockpb.LockRequest;
import ds.system.kv.api.v3lockpb.LockResponse;
import ds.system.kv.api.v3lockpb.UnlockRequest;
import ds.trial.kv.client.Outcome.Done;
import ds.trial.kv.judge.LockJudge.FencedWrite;
import ds.trial.kv.judge.LockJudge.Holding;
import ds.trial.kv.stage.Caller;
import ds.trial.kv.stage.Pulse;
import ds.trial.kv.stage.Stage;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/// A client that wants a lock, or to be elected, holds it for a moment, and writes behind the
/// fence.
///
/// Every attempt has a lease of its own: a server that sees a waiting client go takes its key back,
/// perhaps later, and must not take that of its next attempt.
final class LockPlayer implements Player {

  /// What is wanted.
  enum Prize {
    LOCK,
    ELECTION
  }

  private static final int TTL_SECONDS = 6;
  private static final Duration WAIT = Duration.ofSeconds(4);
  private static final int WRITES_MAX = 6;
  private static final Duration BEAT = Duration.ofMillis(80);

  private final Stage stage;
  private final Caller caller;
  private final Prize prize;
  private final String name;
  private final Random random;

  LockPlayer(Stage stage, Caller caller, Prize prize, String name, Random random) {
    this.stage = stage;
    this.caller = caller;
    this.prize = prize;
    this.name = stage.root() + name;
    this.random = random;
  }

  @Override
  public void play() {
    var request = LeaseGrantRequest.newBuilder().setTTL(TTL_SECONDS).build();
    var call = caller.call(LeaseGrpc.getLeaseGrantMethod(), request, Pulse.End.WRITTEN);
    if (call.outcome() instanceof Done<LeaseGrantResponse>(var granted)) {
      long until = call.invoked() + granted.getTTL() * LeasePlayer.SECOND;
      var attempt = new Attempt(granted.getID(), until);
      attempt.run();
      attempt.end();
    }
    stage.rest();
  }

  @Override
  public void close() {
    caller.close();
  }

  /// @param created the revision in which the key was made
  private record Claim(ByteString key, long created, long since) {}

  /// One lease, and what is held with it.
  private final class Attempt {

    private final long lease;
    private long until;
    private boolean isStopped;

    private Attempt(long lease, long until) {
      this.lease = lease;
      this.until = until;
    }

    private void run() {
      Optional<Claim> claim = prize == Prize.LOCK ? lock() : campaign();
      if (claim.isEmpty()) {
        return;
      }
      int writes = random.nextInt(1, WRITES_MAX + 1);
      for (int i = 0; i < writes && !isStopped && System.nanoTime() < until; i++) {
        keepAlive();
        write(claim.get());
        stage.pause(BEAT);
      }
      // From here on it does not claim to hold any more.
      long end = Math.min(System.nanoTime(), until);
      giveBack(claim.get());
      if (!isStopped) {
        var holding =
            new Holding(name, caller.process(), claim.get().since, end, claim.get().created);
        stage.court().locks().held(holding);
      }
    }

    private Optional<Claim> lock() {
      var request = LockRequest.newBuilder().setName(Caller.bytes(name)).setLease(lease).build();
      var call = caller.call(LockGrpc.getLockMethod(), request, Pulse.End.WRITTEN, WAIT);
      if (!(call.outcome() instanceof Done<LockResponse>(var held))) {
        return Optional.empty();
      }
      var look = RangeRequest.newBuilder().setKey(held.getKey()).build();
      var looked = caller.call(KVGrpc.getRangeMethod(), look, Pulse.End.READ);
      if (!(looked.outcome() instanceof Done<RangeResponse>(var found))) {
        return Optional.empty();
      }
      if (found.getKvsCount() == 0) {
        stopped(looked.ended());
        return Optional.empty();
      }
      long created = found.getKvs(0).getCreateRevision();
      return Optional.of(new Claim(held.getKey(), created, call.ended()));
    }

    private Optional<Claim> campaign() {
      var request =
          CampaignRequest.newBuilder()
              .setName(Caller.bytes(name))
              .setLease(lease)
              .setValue(Caller.bytes(caller.process()))
              .build();
      var call = caller.call(ElectionGrpc.getCampaignMethod(), request, Pulse.End.WRITTEN, WAIT);
      return call.outcome() instanceof Done<CampaignResponse>(var won)
          ? Optional.of(new Claim(won.getLeader().getKey(), won.getLeader().getRev(), call.ended()))
          : Optional.empty();
    }

    private void keepAlive() {
      var request = LeaseKeepAliveRequest.newBuilder().setID(lease).build();
      var call = caller.call(LeaseGrpc.getLeaseKeepAliveMethod(), request, Pulse.End.WRITTEN);
      if (call.outcome() instanceof Done<LeaseKeepAliveResponse>(var answer)) {
        if (answer.getTTL() > 0) {
          until = Math.max(until, call.invoked() + answer.getTTL() * LeasePlayer.SECOND);
        } else {
          stopped(call.ended());
        }
      }
    }

    /// Writes on the condition that the key of the claim is still the one that was made for it.
    private void write(Claim claim) {
      if (isStopped) {
        return;
      }
      var mine =
          Compare.newBuilder()
              .setKey(claim.key)
              .setTarget(Compare.CompareTarget.CREATE)
              .setResult(Compare.CompareResult.EQUAL)
              .setCreateRevision(claim.created);
      var put =
          PutRequest.newBuilder()
              .setKey(Caller.bytes(name + "-behind-the-fence"))
              .setValue(Caller.bytes(caller.process() + " with fence " + claim.created));
      var txn =
          TxnRequest.newBuilder()
              .addCompare(mine)
              .addSuccess(RequestOp.newBuilder().setRequestPut(put))
              .build();
      var call = caller.call(KVGrpc.getTxnMethod(), txn, Pulse.End.WRITTEN);
      if (call.outcome() instanceof Done<TxnResponse>(var answer)) {
        if (answer.getSucceeded()) {
          long revision = answer.getHeader().getRevision();
          stage
              .court()
              .locks()
              .wrote(new FencedWrite(name, caller.process(), claim.created, revision));
        } else {
          stopped(call.ended());
        }
      }
    }

    private void stopped(long time) {
      isStopped = true;
      stage.court().locks().stopped(name, caller.process(), time, until);
    }

    private void giveBack(Claim claim) {
      if (prize == Prize.LOCK) {
        var request = UnlockRequest.newBuilder().setKey(claim.key).build();
        caller.call(LockGrpc.getUnlockMethod(), request, Pulse.End.WRITTEN);
      } else {
        var leader =
            LeaderKey.newBuilder()
                .setName(Caller.bytes(name))
                .setKey(claim.key)
                .setRev(claim.created)
                .setLease(lease);
        var request = ResignRequest.newBuilder().setLeader(leader).build();
        caller.call(ElectionGrpc.getResignMethod(), request, Pulse.End.WRITTEN);
      }
    }

    /// Nobody needs the lease any more; if this fails, it ends by itself.
    private void end() {
      var request = LeaseRevokeRequest.newBuilder().setID(lease).build();
      caller.call(LeaseGrpc.getLeaseRevokeMethod(), request, Pulse.End.WRITTEN);
    }
  }
}

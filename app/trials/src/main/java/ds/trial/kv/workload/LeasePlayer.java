package ds.trial.kv.workload;

import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.LeaseGrantRequest;
import ds.system.kv.api.etcdserverpb.LeaseGrantResponse;
import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveRequest;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveResponse;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.PutResponse;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.RangeResponse;
import ds.trial.kv.client.Outcome.Done;
import ds.trial.kv.judge.LeaseJudge.Life;
import ds.trial.kv.judge.LeaseJudge.Renewal;
import ds.trial.kv.judge.LeaseJudge.Sighting;
import ds.trial.kv.stage.Caller;
import ds.trial.kv.stage.Pulse;
import ds.trial.kv.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A client that keeps a lease alive for a while, then does not, and looks all the time whether the
/// key that hangs on it is still there.
final class LeasePlayer implements Player {

  static final long SECOND = 1_000_000_000;

  private static final int TTL_SECONDS = 3;
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int LOOKS_PER_RENEWAL = 4;
  private static final int RENEWALS_MAX = 6;

  /// After which a key that is still there is left to itself.
  private static final long WATCHED_NANOS_MAX = 60 * SECOND;

  private final Stage stage;
  private final Caller caller;
  private final Random random;
  private int lives;

  LeasePlayer(Stage stage, Caller caller, Random random) {
    this.stage = stage;
    this.caller = caller;
    this.random = random;
  }

  /// One life.
  @Override
  public void play() {
    var request = LeaseGrantRequest.newBuilder().setTTL(TTL_SECONDS).build();
    var call = caller.call(LeaseGrpc.getLeaseGrantMethod(), request, Pulse.End.WRITTEN);
    if (call.outcome() instanceof Done<LeaseGrantResponse>(var granted)) {
      long ttl = granted.getTTL() * SECOND;
      var renewal = new Renewal(call.invoked(), call.ended(), Optional.of(ttl));
      new Attempt(granted.getID(), ttl, renewal).live();
    } else {
      stage.pause(LOOK);
    }
  }

  @Override
  public void close() {
    caller.close();
  }

  /// One lease, from its grant until it was seen to be gone.
  private final class Attempt {

    private final long lease;
    private final long ttl;
    private final String key = stage.root() + "lease/" + caller.process() + "/" + ++lives;
    private final List<Renewal> renewals = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private boolean isGone;

    private Attempt(long lease, long ttl, Renewal grant) {
      this.lease = lease;
      this.ttl = ttl;
      this.renewals.add(grant);
    }

    private void live() {
      if (!attach()) {
        return;
      }
      int beats = random.nextInt(RENEWALS_MAX + 1);
      for (int beat = 0; beat < beats && !isGone && !stage.isOver(); beat++) {
        for (int look = 0; look < LOOKS_PER_RENEWAL && !isGone && !stage.isOver(); look++) {
          look();
          stage.pause(LOOK);
        }
        keepAlive();
      }
      long end = System.nanoTime() + WATCHED_NANOS_MAX;
      while (!isGone && !stage.isOver() && System.nanoTime() < end) {
        look();
        stage.pause(LOOK);
      }
      String name = "The lease of " + key;
      stage.court().leases().judge(new Life(name, ttl, renewals, sightings));
    }

    /// If that is not answered, nobody can tell a key that ended from one that never was.
    private boolean attach() {
      var put =
          PutRequest.newBuilder()
              .setKey(Caller.bytes(key))
              .setValue(Caller.bytes(caller.process()))
              .setLease(lease)
              .build();
      return caller.call(KVGrpc.getPutMethod(), put, Pulse.End.WRITTEN).outcome()
          instanceof Done<PutResponse>;
    }

    private void keepAlive() {
      var request = LeaseKeepAliveRequest.newBuilder().setID(lease).build();
      var call = caller.call(LeaseGrpc.getLeaseKeepAliveMethod(), request, Pulse.End.WRITTEN);
      if (call.outcome() instanceof Done<LeaseKeepAliveResponse>(var answer)) {
        caller.heard(answer.getHeader(), call.ended());
        if (answer.getTTL() <= 0) {
          saw(call, false, answer.getHeader().getRaftTerm());
        } else {
          long told = answer.getTTL() * SECOND;
          renewals.add(new Renewal(call.invoked(), call.ended(), Optional.of(told)));
        }
      } else {
        renewals.add(new Renewal(call.invoked(), call.ended(), Optional.empty()));
      }
    }

    private void look() {
      var request = RangeRequest.newBuilder().setKey(Caller.bytes(key)).build();
      var call = caller.call(KVGrpc.getRangeMethod(), request, Pulse.End.READ);
      if (call.outcome() instanceof Done<RangeResponse>(var answer)) {
        caller.heard(answer.getHeader(), call.ended());
        saw(call, answer.getKvsCount() > 0, answer.getHeader().getRaftTerm());
      }
    }

    private void saw(Caller.Call<?> call, boolean isThere, long term) {
      sightings.add(new Sighting(call.invoked(), call.ended(), isThere, term));
      isGone = !isThere;
    }
  }
}

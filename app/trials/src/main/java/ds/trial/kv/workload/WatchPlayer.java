package ds.trial.kv.workload;

import ds.system.kv.api.etcdserverpb.WatchCreateRequest;
import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.api.etcdserverpb.WatchProgressRequest;
import ds.system.kv.api.etcdserverpb.WatchRequest;
import ds.system.kv.api.etcdserverpb.WatchResponse;
import ds.system.kv.api.mvccpb.Event;
import ds.trial.kv.judge.WatchJudge.Change;
import ds.trial.kv.judge.WatchJudge.Watch;
import ds.trial.kv.stage.Caller;
import ds.trial.kv.stage.Stage;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A client that wants to be told of every change of every key of the trial.
///
/// It goes on where it was when its connection is lost, and now and then it leaves by itself, at
/// times for so long that what it wants next is compacted meanwhile. A connection over which it is
/// told nothing although it has asked is taken for lost.
final class WatchPlayer implements Player {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final long SILENCE_NANOS_MAX = 4_000_000_000L;
  private static final long STAY_NANOS_MAX = 20_000_000_000L;
  private static final Duration ABSENCE = Duration.ofSeconds(8);
  private static final int ABSENT_ONE_IN = 4;

  private final Stage stage;
  private final Caller caller;
  private final Watch watch;
  private final Random random;

  WatchPlayer(Stage stage, Caller caller, Watch watch, Random random) {
    this.stage = stage;
    this.caller = caller;
    this.watch = watch;
    this.random = random;
  }

  /// Stays on one connection until it is lost or enough.
  @Override
  public void play() {
    Optional<Channel> channel = caller.client().channel();
    if (channel.isEmpty()) {
      stage.pause(LOOK);
      return;
    }
    var stream = new Stream();
    stream.open(channel.get());
    long leave = System.nanoTime() + (long) (random.nextDouble() * STAY_NANOS_MAX);
    while (stream.isAlive() && System.nanoTime() < leave && !stage.isOver()) {
      stage.pause(LOOK);
      stream.askForProgress();
    }
    boolean isLost = !stream.isAlive();
    stream.leave();
    if (isLost) {
      caller.client().move();
    } else if (random.nextInt(ABSENT_ONE_IN) == 0) {
      stage.pause(ABSENCE);
    }
  }

  @Override
  public void close() {
    watch.over();
    caller.close();
  }

  /// One stream with one watch. What comes after it was left is not listened to.
  private final class Stream implements StreamObserver<WatchResponse> {

    private Optional<StreamObserver<WatchRequest>> requests = Optional.empty();
    private long heard = System.nanoTime();
    private boolean isOver;

    private synchronized void open(Channel channel) {
      var create =
          WatchCreateRequest.newBuilder()
              .setKey(Caller.bytes(stage.root()))
              .setRangeEnd(Caller.bytes(stage.root() + "\uffff"))
              .setStartRevision(watch.next())
              .setFragment(random.nextBoolean())
              .setPrevKv(random.nextBoolean())
              .setProgressNotify(random.nextBoolean());
      var observer = WatchGrpc.newStub(channel).watch(this);
      requests = Optional.of(observer);
      observer.onNext(WatchRequest.newBuilder().setCreateRequest(create).build());
    }

    private synchronized boolean isAlive() {
      return !isOver && System.nanoTime() - heard < SILENCE_NANOS_MAX;
    }

    private synchronized void askForProgress() {
      if (!isOver) {
        var ask = WatchProgressRequest.getDefaultInstance();
        requests.ifPresent(
            to -> to.onNext(WatchRequest.newBuilder().setProgressRequest(ask).build()));
      }
    }

    private synchronized void leave() {
      end();
      requests.ifPresent(to -> to.onError(new IllegalStateException("the watcher leaves")));
    }

    private void end() {
      if (!isOver) {
        isOver = true;
        watch.lost();
      }
    }

    @Override
    public synchronized void onNext(WatchResponse response) {
      if (isOver) {
        return;
      }
      heard = System.nanoTime();
      if (response.getCanceled()) {
        end();
        if (response.getCompactRevision() > 0) {
          watch.compacted(response.getCompactRevision());
        }
      } else if (response.getEventsCount() > 0) {
        watch.told(changes(response), response.getFragment(), heard);
      } else if (!response.getCreated() && !response.getFragment()) {
        watch.progress(response.getHeader().getRevision(), heard);
      }
    }

    private List<Change> changes(WatchResponse response) {
      List<Change> changes = new ArrayList<>(response.getEventsCount());
      for (Event event : response.getEventsList()) {
        Optional<String> value =
            event.getType() == Event.EventType.PUT
                ? Optional.of(event.getKv().getValue().toStringUtf8())
                : Optional.empty();
        String key = event.getKv().getKey().toStringUtf8();
        changes.add(new Change(key, event.getKv().getModRevision(), value));
      }
      return changes;
    }

    @Override
    public synchronized void onError(Throwable failure) {
      end();
    }

    @Override
    public synchronized void onCompleted() {
      end();
    }
  }
}

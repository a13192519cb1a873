package ds.system.kv.front.watch;

import ds.system.kv.api.etcdserverpb.ResponseHeader;
import ds.system.kv.api.etcdserverpb.WatchCreateRequest;
import ds.system.kv.api.etcdserverpb.WatchCreateRequest.FilterType;
import ds.system.kv.api.etcdserverpb.WatchRequest;
import ds.system.kv.api.etcdserverpb.WatchResponse;
import ds.system.kv.api.mvccpb.Event;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvError;
import ds.system.kv.front.rpc.FlowControl;
import ds.system.kv.front.rpc.Headers;
import ds.system.kv.front.rpc.Statuses;
import ds.system.kv.front.watch.Watcher.Wish;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// One client's stream of watches, on the hub's thread but for what the network calls.
final class WatchStream extends ServerCall.Listener<WatchRequest> {

  /// The id under which a stream is told about itself, or about a watch that came to nothing.
  private static final long NO_WATCH = -1;

  /// A client with more of them has lost count.
  private static final int WATCHES_MAX = 100_000;

  /// What a message may take with a watch that can put fragments together.
  private static final int FRAGMENT_BYTES = 1024 * 1024;

  private final ServerCall<WatchRequest, WatchResponse> call;
  private final FlowControl requests;
  private final WatchHub hub;
  private final Headers headers;
  private final Function<KeyRange, Optional<KvError>> against;
  private final Consumer<WatchStream> onEnd;

  private final Map<Long, Watch> watches = new LinkedHashMap<>();
  private long nextId;
  private boolean wantsProgress;
  private boolean clientDone;
  private boolean over;

  /// @param against what is against the client's reading some keys
  /// @param onEnd called when the stream is over
  WatchStream(
      ServerCall<WatchRequest, WatchResponse> call,
      WatchHub hub,
      Headers headers,
      Function<KeyRange, Optional<KvError>> against,
      Consumer<WatchStream> onEnd) {
    this.call = call;
    this.requests = new FlowControl(call);
    this.hub = hub;
    this.headers = headers;
    this.against = against;
    this.onEnd = onEnd;
  }

  @Override
  public void onMessage(WatchRequest request) {
    onHub(() -> onRequest(request));
  }

  @Override
  public void onHalfClose() {
    onHub(this::onClientDone);
  }

  @Override
  public void onCancel() {
    onHub(this::end);
  }

  @Override
  public void onReady() {
    onHub(this::onRoom);
  }

  private void onHub(Runnable action) {
    hub.execute(action, this::breakOff);
  }

  private void breakOff() {
    if (!over) {
      end();
      call.close(Statuses.UNANSWERED, new Metadata());
    }
  }

  private void onRequest(WatchRequest request) {
    if (over) {
      return;
    }
    switch (request.getRequestUnionCase()) {
      case CREATE_REQUEST -> create(request.getCreateRequest());
      case CANCEL_REQUEST -> cancel(request.getCancelRequest().getWatchId());
      case PROGRESS_REQUEST -> {
        wantsProgress = true;
        tellProgress();
      }
      case REQUESTUNION_NOT_SET -> {}
    }
    requests.next();
  }

  private void create(WatchCreateRequest request) {
    KeyRange keys = keys(request);
    Optional<String> objection = objection(request, keys);
    if (objection.isPresent()) {
      send(
          response(NO_WATCH, headers.now())
              .setCreated(true)
              .setCanceled(true)
              .setCancelReason(objection.get()));
      return;
    }
    long id = request.getWatchId() != 0 ? request.getWatchId() : freeId();
    long now = hub.beginning();
    long start = request.getStartRevision();
    var watch = new Watch(id, request, keys, hub.isNow(start) ? now : start);
    watches.put(id, watch);
    send(response(id, headers.at(now - 1)).setCreated(true));
    hub.add(watch);
  }

  /// No key stands for the least one.
  private static KeyRange keys(WatchCreateRequest request) {
    Bytes key = new Bytes(request.getKey().toByteArray());
    Bytes end = new Bytes(request.getRangeEnd().toByteArray());
    return new KeyRange(key.isEmpty() ? KeyRange.OPEN_END : key, end);
  }

  private Optional<String> objection(WatchCreateRequest request, KeyRange keys) {
    if (!keys.isSingle() && !keys.isOpen() && keys.key().compareTo(keys.end()) >= 0) {
      return Optional.of("mvcc: watcher range is empty");
    }
    if (watches.containsKey(request.getWatchId()) && request.getWatchId() != 0) {
      return Optional.of("mvcc: duplicate watch ID provided on the WatchStream");
    }
    if (watches.size() >= WATCHES_MAX) {
      return Optional.of("etcdserver: too many watches on a stream");
    }
    return against.apply(keys).map(Statuses::words);
  }

  private long freeId() {
    while (watches.containsKey(nextId)) {
      nextId++;
    }
    return nextId++;
  }

  private void cancel(long id) {
    Watch watch = watches.remove(id);
    if (watch != null) {
      hub.remove(watch);
      send(response(id, headers.now()).setCanceled(true));
      closeIfDone();
    }
  }

  /// A client that only listens from now on is served on, as long as it watches anything.
  private void onClientDone() {
    clientDone = true;
    closeIfDone();
  }

  private void closeIfDone() {
    if (clientDone && watches.isEmpty() && !over) {
      end();
      call.close(Status.OK, new Metadata());
    }
  }

  private void end() {
    over = true;
    watches.values().forEach(hub::remove);
    watches.clear();
    onEnd.accept(this);
  }

  private void onRoom() {
    if (!over) {
      requests.onReady();
      hub.resume();
      tellProgress();
    }
  }

  /// Answers a request for progress when all watches of the stream have been told all there is.
  private void tellProgress() {
    if (!wantsProgress || !call.isReady()) {
      return;
    }
    long revision = Long.MAX_VALUE;
    for (Watch watch : watches.values()) {
      revision = Math.min(revision, hub.progress(watch));
    }
    if (revision >= 0) {
      wantsProgress = false;
      send(response(NO_WATCH, watches.isEmpty() ? headers.now() : headers.at(revision)));
    }
  }

  /// Tells those who want it how far they have seen, unless they know from what they were told.
  void tellIdle() {
    for (Watch watch : watches.values()) {
      long revision = hub.progress(watch);
      if (watch.wantsProgress && !watch.toldLately && revision >= 0 && call.isReady()) {
        send(response(watch.id, headers.at(revision)));
      }
      watch.toldLately = false;
    }
  }

  private static WatchResponse.Builder response(long id, ResponseHeader header) {
    return WatchResponse.newBuilder().setHeader(header).setWatchId(id);
  }

  private void send(WatchResponse.Builder response) {
    call.sendMessage(response.build());
  }

  /// One watch of the stream.
  private final class Watch extends Watcher {

    private final long id;
    private final boolean wantsProgress;
    private final boolean takesFragments;
    private boolean toldLately;

    private Watch(long id, WatchCreateRequest request, KeyRange keys, long next) {
      super(
          new Wish(
              keys,
              !request.getFiltersList().contains(FilterType.NOPUT),
              !request.getFiltersList().contains(FilterType.NODELETE),
              request.getPrevKv()),
          next);
      this.id = id;
      this.wantsProgress = request.getProgressNotify();
      this.takesFragments = request.getFragment();
    }

    @Override
    protected boolean isReady() {
      return call.isReady();
    }

    @Override
    protected void tell(List<Event> events, long upTo) {
      toldLately = true;
      if (!takesFragments) {
        send(response(id, headers.at(upTo)).addAllEvents(events));
        return;
      }
      List<List<Event>> parts = fragments(events);
      for (int i = 0; i < parts.size(); i++) {
        send(
            response(id, headers.at(upTo))
                .addAllEvents(parts.get(i))
                .setFragment(i < parts.size() - 1));
      }
    }

    @Override
    protected void caughtUp() {
      tellProgress();
    }

    @Override
    protected void broken(RuntimeException reason) {
      super.broken(reason);
      breakOff();
    }

    @Override
    protected void compacted(long compacted) {
      watches.remove(id);
      send(response(id, headers.now()).setCanceled(true).setCompactRevision(compacted));
      closeIfDone();
    }
  }

  private static List<List<Event>> fragments(List<Event> events) {
    List<List<Event>> parts = new ArrayList<>();
    long bytes = Long.MAX_VALUE / 2;
    for (Event event : events) {
      bytes += event.getSerializedSize();
      if (bytes > FRAGMENT_BYTES) {
        parts.add(new ArrayList<>());
        bytes = event.getSerializedSize();
      }
      parts.getLast().add(event);
    }
    return parts;
  }
}

package ds.system.kv.front.recipe;

import ds.system.kv.api.mvccpb.Event;
import ds.system.kv.api.v3electionpb.LeaderRequest;
import ds.system.kv.api.v3electionpb.LeaderResponse;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvResult.Found;
import ds.system.kv.front.desk.Decoding;
import ds.system.kv.front.desk.Encoding;
import ds.system.kv.front.rpc.Statuses;
import ds.system.kv.front.watch.Watcher;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;

/// A client that is told of every leader of an election. When anything in the line changes, it is
/// looked who leads; leaders that came and went between two looks are not told of.
///
/// All of it happens on the hub's thread, but for what the network calls.
final class Observing extends ServerCall.Listener<LeaderRequest> {

  private final Recipes recipes;
  private final Caller caller;
  private final ServerCall<LeaderRequest, LeaderResponse> call;

  private Bytes prefix = Bytes.EMPTY;
  private KeyValue told = KeyValue.NONE;
  private Optional<Line> line = Optional.empty();
  private boolean looking;
  private boolean lookAgain;
  private boolean over;

  Observing(Recipes recipes, Caller caller, ServerCall<LeaderRequest, LeaderResponse> call) {
    this.recipes = recipes;
    this.caller = caller;
    this.call = call;
    call.sendHeaders(new Metadata());
    call.request(1);
  }

  @Override
  public void onMessage(LeaderRequest request) {
    onHub(() -> begin(request));
  }

  @Override
  public void onCancel() {
    onHub(this::leave);
  }

  @Override
  public void onReady() {
    onHub(this::look);
  }

  private void onHub(Runnable action) {
    recipes.hub().execute(action, () -> end(Statuses.UNANSWERED));
  }

  private void begin(LeaderRequest request) {
    prefix = Turn.prefix(Decoding.bytes(request.getName()));
    follow();
    look();
  }

  private void follow() {
    var next = new Line(recipes.hub().beginning());
    line = Optional.of(next);
    recipes.hub().add(next);
  }

  private void leave() {
    over = true;
    line.ifPresent(recipes.hub()::remove);
  }

  private void look() {
    if (over || prefix.isEmpty() || looking || !call.isReady()) {
      lookAgain = looking;
      return;
    }
    looking = true;
    recipes.read(
        caller,
        Recipes.oldest(prefix),
        Found.class,
        found -> onHub(() -> onFound(found)),
        status -> onHub(() -> end(status)));
  }

  private void onFound(Found found) {
    looking = false;
    if (!over && !found.items().isEmpty()) {
      KeyValue leader = found.items().getFirst();
      if (leader.modified() != told.modified() || !leader.key().equals(told.key())) {
        told = leader;
        call.sendMessage(
            LeaderResponse.newBuilder()
                .setHeader(recipes.header(found.revision()))
                .setKv(Encoding.keyValue(leader))
                .build());
      }
    }
    if (lookAgain) {
      lookAgain = false;
      look();
    }
  }

  private void end(Status status) {
    if (!over) {
      leave();
      call.close(status, new Metadata());
    }
  }

  /// Sees that something in the line has changed.
  private final class Line extends Watcher {

    private Line(long from) {
      super(Wish.of(KeyRange.prefix(prefix)), from);
    }

    @Override
    protected boolean isReady() {
      return true;
    }

    @Override
    protected void tell(List<Event> events, long upTo) {
      look();
    }

    @Override
    protected void compacted(long compacted) {
      follow();
      look();
    }

    @Override
    protected void broken(RuntimeException reason) {
      super.broken(reason);
      end(Statuses.UNANSWERED);
    }
  }
}

package ds.system.kv.front.recipe;

import ds.system.kv.api.mvccpb.Event;
import ds.system.kv.call.Request.KeepAlive;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Compare.Property;
import ds.system.kv.command.Compare.PropertyCompare;
import ds.system.kv.command.Compare.Relation;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvResult.Deleted;
import ds.system.kv.command.KvResult.Found;
import ds.system.kv.command.KvResult.Granted;
import ds.system.kv.command.KvResult.Stored;
import ds.system.kv.command.KvResult.Transacted;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import ds.system.kv.command.Range.Order;
import ds.system.kv.command.Range.Span;
import ds.system.kv.command.Range.Target;
import ds.system.kv.front.desk.FreshId;
import ds.system.kv.front.rpc.Statuses;
import ds.system.kv.front.watch.Watcher;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One client's place in a line: a key of its own, which holds when it is the oldest.
final class Turn {

  /// The life of a lease that is granted on the way, as in etcd.
  private static final long LEASE_SECONDS = 60;

  private static final long KEEP_ALIVE_SECONDS = LEASE_SECONDS / 3;

  private static final Status LEASE_ENDED =
      Status.UNKNOWN.withDescription("mutex: session is expired");

  /// A client holds.
  ///
  /// @param created the revision that made its key
  /// @param revision as of which it was seen to hold
  record Held(Bytes key, long lease, long created, long revision) {}

  private final Recipes recipes;
  private final Caller caller;
  private final Bytes prefix;
  private final Bytes value;
  private final Consumer<Held> then;
  private Consumer<Status> otherwise = _ -> {};

  private long lease;
  private Bytes key = Bytes.EMPTY;
  private long created;
  private volatile boolean over;

  /// Whom it waits for, on the hub's thread.
  private Optional<Departure> awaited = Optional.empty();

  /// @param then told when it holds
  Turn(Recipes recipes, Caller caller, Place place, Consumer<Held> then) {
    this.recipes = recipes;
    this.caller = caller;
    this.prefix = prefix(place.name());
    this.lease = place.lease();
    this.value = place.value();
    this.then = then;
  }

  /// What a client asks for.
  ///
  /// @param name of the line
  /// @param lease of the client, or 0 to be granted one
  /// @param value that its key shall have
  record Place(Bytes name, long lease, Bytes value) {}

  static Bytes prefix(Bytes name) {
    return join(name, "/");
  }

  private static Bytes join(Bytes bytes, String text) {
    byte[] suffix = text.getBytes(StandardCharsets.UTF_8);
    byte[] both = new byte[bytes.length() + suffix.length];
    System.arraycopy(bytes.array(), 0, both, 0, bytes.length());
    System.arraycopy(suffix, 0, both, bytes.length(), suffix.length);
    return new Bytes(both);
  }

  /// Stands in line.
  ///
  /// @param failed told instead, if it comes to nothing
  void begin(Consumer<Status> failed) {
    otherwise = failed;
    if (lease != 0) {
      enter();
      return;
    }
    recipes.write(
        caller,
        new LeaseGrant(FreshId.draw(), LEASE_SECONDS),
        Granted.class,
        granted -> {
          lease = granted.lease();
          keepAlive();
          enter();
        },
        otherwise);
  }

  /// The client waits no more, and has left the line.
  void giveUp() {
    over = true;
    recipes.hub().execute(() -> awaited.ifPresent(recipes.hub()::remove));
    if (!key.isEmpty()) {
      recipes.write(caller, DeleteRange.of(KeyRange.single(key)), Deleted.class, _ -> {}, _ -> {});
    }
  }

  /// Nobody else keeps a lease alive that was granted on the way.
  private void keepAlive() {
    if (!over) {
      recipes.member().ask(new KeepAlive(lease), _ -> {});
      recipes.hub().later(KEEP_ALIVE_SECONDS, this::keepAlive);
    }
  }

  /// Makes the key, unless the client has made it before.
  private void enter() {
    key = join(prefix, Long.toHexString(lease));
    var isNew = new PropertyCompare(KeyRange.single(key), Property.CREATED, Relation.EQUAL, 0);
    var txn =
        new Txn(
            List.of(isNew),
            List.of(Put.of(key, value, lease), Recipes.oldest(prefix)),
            List.of(Range.of(key), Recipes.oldest(prefix)));
    recipes.write(caller, txn, Transacted.class, this::onEntered, otherwise);
  }

  private void onEntered(Transacted entered) {
    created = entered.revision();
    if (entered.results().getFirst() instanceof Found(_, var mine, _, _)) {
      created = mine.getFirst().created();
      if (!mine.getFirst().value().equals(value)) {
        var again = Put.of(key, value, lease);
        recipes.write(caller, again, Stored.class, _ -> lookAhead(), otherwise);
        return;
      }
    }
    if (entered.results().getLast() instanceof Found(_, var oldest, _, _)
        && oldest.getFirst().key().equals(key)) {
      hold(entered.revision());
    } else {
      lookAhead();
    }
  }

  /// Looks who is just before it.
  private void lookAhead() {
    if (over) {
      giveUp(); // it may have entered after the client had left
      return;
    }
    var before =
        new Range(
            KeyRange.prefix(prefix),
            0,
            1,
            new Range.Sort(Target.CREATED, Order.DESCENDING),
            Range.Detail.WITHOUT_VALUES,
            Span.ANY,
            new Span(0, created - 1));
    recipes.read(
        caller,
        before,
        Found.class,
        found -> {
          if (found.items().isEmpty()) {
            verify();
          } else {
            await(found.items().getFirst(), found.revision());
          }
        },
        otherwise);
  }

  /// Nobody is before it; but its own lease may have ended meanwhile.
  private void verify() {
    recipes.read(
        caller,
        Range.of(key),
        Found.class,
        found -> {
          if (found.items().isEmpty() || found.items().getFirst().created() != created) {
            over = true;
            otherwise.accept(LEASE_ENDED);
          } else {
            hold(found.revision());
          }
        },
        otherwise);
  }

  private void hold(long revision) {
    if (over) {
      giveUp();
      return;
    }
    over = true;
    then.accept(new Held(key, lease, created, revision));
  }

  private void await(KeyValue before, long seen) {
    recipes
        .hub()
        .execute(() -> {
          if (over) {
            return;
          }
          var departure = new Departure(before.key(), seen + 1);
          awaited = Optional.of(departure);
          recipes.hub().add(departure);
        });
  }

  /// Sees the one just before leave.
  private final class Departure extends Watcher {

    private Departure(Bytes before, long from) {
      super(new Wish(KeyRange.single(before), false, true, false), from);
    }

    @Override
    protected boolean isReady() {
      return true;
    }

    @Override
    protected void tell(List<Event> events, long upTo) {
      recipes.hub().remove(this);
      lookAhead();
    }

    @Override
    protected void compacted(long compacted) {
      lookAhead();
    }

    @Override
    protected void broken(RuntimeException reason) {
      super.broken(reason);
      recipes.hub().remove(this);
      over = true;
      otherwise.accept(Statuses.UNANSWERED);
    }
  }
}

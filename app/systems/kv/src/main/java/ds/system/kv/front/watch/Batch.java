package ds.system.kv.front.watch;

import ds.system.kv.api.mvccpb.Event;
import ds.system.kv.api.mvccpb.KeyValue;
import ds.system.kv.command.Bytes;
import ds.system.kv.front.desk.Encoding;
import ds.system.kv.store.Revision;
import ds.system.kv.store.Revision.Change;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Revisions that are told together. What is told of a change is put into a message once, however
/// many are told of it.
final class Batch {

  /// Who is interested in a key, whatever else they ask for.
  interface Audience {
    void forEach(Bytes key, Consumer<Watcher> action);
  }

  /// How much a watcher is told in one message, unless a single revision is larger.
  private static final long MESSAGE_BYTES = 512 * 1024;

  private final List<Revision> revisions;
  private final IdentityHashMap<Change, Event> plain = new IdentityHashMap<>();
  private final IdentityHashMap<Change, Event> withPrevious = new IdentityHashMap<>();

  Batch(List<Revision> revisions) {
    this.revisions = revisions;
  }

  /// Tells all who are interested.
  ///
  /// @return those who had no room, and were not told of all
  Set<Watcher> tell(Audience audience) {
    Map<Watcher, Told> told = new LinkedHashMap<>();
    Set<Watcher> full = new LinkedHashSet<>();
    long last = 0;
    for (Revision revision : revisions) {
      last = revision.number();
      for (Change change : revision.changes()) {
        audience.forEach(
            change.version().key(),
            watcher -> {
              if (wants(watcher, change) && !full.contains(watcher)) {
                collect(told.computeIfAbsent(watcher, _ -> new Told()), watcher, change);
              }
            });
      }
      deliver(told, MESSAGE_BYTES, last, full);
    }
    deliver(told, 0, last, full);
    return full;
  }

  private static boolean wants(Watcher watcher, Change change) {
    return change.version().modified() >= watcher.next() && watcher.wish().admits(change.version());
  }

  private void collect(Told told, Watcher watcher, Change change) {
    Event event = event(change, watcher.wish().previous());
    told.events.add(event);
    told.bytes += event.getSerializedSize();
  }

  private static void deliver(
      Map<Watcher, Told> told, long bytesMin, long upTo, Set<Watcher> full) {
    for (var all = told.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Watcher, Told> entry = all.next();
      Watcher watcher = entry.getKey();
      if (entry.getValue().bytes < bytesMin) {
        continue;
      }
      all.remove();
      if (watcher.isReady()) {
        watcher.attempt(() -> watcher.tell(entry.getValue().events, upTo));
        watcher.advance(upTo + 1);
      } else {
        full.add(watcher);
      }
    }
  }

  private Event event(Change change, boolean previous) {
    return previous && change.previous().isPresent()
        ? withPrevious.computeIfAbsent(change, Batch::eventWithPrevious)
        : plain.computeIfAbsent(change, it -> event(it).build());
  }

  private static Event eventWithPrevious(Change change) {
    return event(change).setPrevKv(Encoding.keyValue(change.previous().orElseThrow())).build();
  }

  private static Event.Builder event(Change change) {
    if (!change.version().isDeletion()) {
      return Event.newBuilder().setKv(Encoding.keyValue(change.version()));
    }
    KeyValue gone =
        KeyValue.newBuilder()
            .setKey(Encoding.bytes(change.version().key()))
            .setModRevision(change.version().modified())
            .build();
    return Event.newBuilder().setType(Event.EventType.DELETE).setKv(gone);
  }

  /// What one watcher is to be told, collected until it is worth a message.
  private static final class Told {
    private final List<Event> events = new ArrayList<>();
    private long bytes;
  }
}

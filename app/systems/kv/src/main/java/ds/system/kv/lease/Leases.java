package ds.system.kv.lease;

import ds.core.Check;
import ds.protocol.rsm.state.PersistentMap;
import ds.system.kv.command.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which leases there are, how long each lives, and which keys are attached to it.
///
/// There is no time in it: that a lease has ended is said by a command. A leader keeps [Deadlines].
public final class Leases {

  /// The longest life that etcd grants, in seconds.
  public static final long TTL_SECONDS_MAX = 9_000_000_000L;

  /// In seconds, by number.
  private PersistentMap<Long, Long> ttls = PersistentMap.empty();

  /// The keys of each lease in order, so that all members delete them in the same. Looked up, never
  /// walked through.
  private final Map<Long, SortedSet<Bytes>> keys = new HashMap<>();

  public boolean has(long lease) {
    return keys.containsKey(lease);
  }

  /// How long a lease lives, in seconds; 0 if there is no such lease.
  public long ttlSeconds(long lease) {
    return ttls.get(lease, 0L);
  }

  /// The lives of all leases in seconds, by number: a value, which later changes leave alone.
  public PersistentMap<Long, Long> ttls() {
    return ttls;
  }

  /// The keys attached to a lease, in order; none if there is no such lease.
  public List<Bytes> keys(long lease) {
    SortedSet<Bytes> attached = keys.get(lease);
    return attached == null ? List.of() : List.copyOf(attached);
  }

  public void grant(long lease, long ttlSeconds) {
    Check.that(!has(lease), "a lease is granted once");
    ttls = ttls.put(lease, ttlSeconds);
    keys.put(lease, new TreeSet<>());
  }

  /// Ends a lease that has no keys any more.
  public void revoke(long lease) {
    Check.that(keys(lease).isEmpty(), "a lease ends without its keys");
    ttls = ttls.remove(lease);
    keys.remove(lease);
  }

  /// Detaches a key from a lease and attaches it to another one; 0 stands for none.
  public void move(Bytes key, long from, long to) {
    if (from == to) {
      return;
    }
    if (from != 0) {
      attachedTo(from).remove(key);
    }
    if (to != 0) {
      attachedTo(to).add(key);
    }
  }

  private SortedSet<Bytes> attachedTo(long lease) {
    return Optional.ofNullable(keys.get(lease))
        .orElseThrow(() -> new IllegalStateException("a key is attached to a lease that is there"));
  }

  public void clear() {
    ttls = PersistentMap.empty();
    keys.clear();
  }
}

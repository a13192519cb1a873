package ds.protocol.rsm.state;

import ds.core.Durable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// Cuts a map into the pieces of a snapshot, while they are asked for.
public final class Pieces {

  /// About how many bytes a piece has, unless a single item has more. A piece is the unit in which
  /// snapshots are written and sent, so it should neither be a burden nor a crumb.
  public static final int PIECE_BYTES = 4_096;

  private Pieces() {}

  /// A view of `map` that can be iterated any number of times. An empty map has no pieces.
  ///
  /// @param item what becomes of an entry
  /// @param size about how many bytes an item takes
  /// @param piece makes a piece of some items
  public static <K extends Comparable<? super K>, V, T> Iterable<Durable> of(
      PersistentMap<K, V> map,
      BiFunction<? super K, ? super V, ? extends T> item,
      ToIntFunction<? super T> size,
      Function<List<T>, ? extends Durable> piece) {
    return () -> new Cutter<>(map.iterator(), item, size, piece);
  }

  /// All pieces of `first`, then all of `second`.
  public static Iterable<Durable> join(Iterable<Durable> first, Iterable<Durable> second) {
    return () -> new Joined(first.iterator(), second);
  }

  private record Cutter<K, V, T>(
      Iterator<PersistentMap.Entry<K, V>> entries,
      BiFunction<? super K, ? super V, ? extends T> item,
      ToIntFunction<? super T> size,
      Function<List<T>, ? extends Durable> piece)
      implements Iterator<Durable> {

    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public Durable next() {
      if (!entries.hasNext()) {
        throw new NoSuchElementException();
      }
      List<T> items = new ArrayList<>();
      int bytes = 0;
      while (entries.hasNext() && bytes < PIECE_BYTES) {
        PersistentMap.Entry<K, V> entry = entries.next();
        T next = item.apply(entry.key(), entry.value());
        items.add(next);
        bytes += size.applyAsInt(next);
      }
      return piece.apply(items);
    }
  }

  private static final class Joined implements Iterator<Durable> {

    private Iterator<Durable> current;
    private final Iterable<Durable> second;
    private boolean inSecond;

    Joined(Iterator<Durable> first, Iterable<Durable> second) {
      this.current = first;
      this.second = second;
    }

    @Override
    public boolean hasNext() {
      if (!inSecond && !current.hasNext()) {
        current = second.iterator();
        inSecond = true;
      }
      return current.hasNext();
    }

    @Override
    public Durable next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return current.next();
    }
  }
}

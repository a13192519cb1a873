package ds.lab.history.model;

import ds.core.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An immutable map from keys to values, small and quickly compared: the state of the key-value
/// models. A history in memory has few keys, of which each state changes one.
public final class Bindings<V> {

  private static final Bindings<?> EMPTY = new Bindings<>(new String[0], new Object[0]);

  /// Sorted; shared by states that bind the same keys.
  private final String[] keys;

  private final Object[] values;
  private final int hash;

  private Bindings(String[] keys, Object[] values) {
    Check.that(keys.length == values.length, "every key has a value");
    this.keys = keys;
    this.values = values;
    this.hash = hash(keys, values);
  }

  @SuppressWarnings("unchecked") // it holds no value
  public static <V> Bindings<V> empty() {
    return (Bindings<V>) EMPTY;
  }

  @SuppressWarnings("unchecked") // only values of this type are put in
  public Optional<V> get(String key) {
    int place = Arrays.binarySearch(keys, key);
    return place < 0 ? Optional.empty() : Optional.of((V) values[place]);
  }

  public Bindings<V> with(String key, V value) {
    int place = Arrays.binarySearch(keys, key);
    if (place >= 0) {
      Object[] changed = values.clone();
      changed[place] = value;
      return new Bindings<>(keys, changed);
    }
    int gap = -place - 1;
    String[] moreKeys = Arrays.copyOf(keys, keys.length + 1);
    Object[] moreValues = Arrays.copyOf(values, values.length + 1);
    System.arraycopy(keys, gap, moreKeys, gap + 1, keys.length - gap);
    System.arraycopy(values, gap, moreValues, gap + 1, values.length - gap);
    moreKeys[gap] = key;
    moreValues[gap] = value;
    return new Bindings<>(moreKeys, moreValues);
  }

  public Bindings<V> without(String key) {
    int place = Arrays.binarySearch(keys, key);
    if (place < 0) {
      return this;
    }
    String[] fewerKeys = Arrays.copyOf(keys, keys.length - 1);
    Object[] fewerValues = Arrays.copyOf(values, values.length - 1);
    System.arraycopy(keys, place + 1, fewerKeys, place, fewerKeys.length - place);
    System.arraycopy(values, place + 1, fewerValues, place, fewerValues.length - place);
    return new Bindings<>(fewerKeys, fewerValues);
  }

  /// Mixes every value before it is added: texts that grow by appending have hashes so regular that
  /// sums of them would often be equal.
  private static int hash(String[] keys, Object[] values) {
    int hash = 0;
    for (int i = 0; i < keys.length; i++) {
      int mixed = (31 * keys[i].hashCode() + values[i].hashCode()) * 0x9E3779B9;
      mixed = (mixed ^ mixed >>> 15) * 0x85EBCA6B;
      hash += mixed ^ mixed >>> 13;
    }
    return hash;
  }

  public int size() {
    return keys.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bindings<?> that
        && hash == that.hash
        && Arrays.equals(keys, that.keys)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /// The bindings in the order of the keys, such as `x=1, y=2`.
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      words.add(keys[i] + "=" + values[i]);
    }
    return String.join(", ", words);
  }
}

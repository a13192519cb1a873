package ds.lab.history.check;

import java.util.Arrays;

/// The configurations that a search has been in, so that it enters none twice.
///
/// A configuration is a few words: a head, which is compared as it is, and a body of bit fields.
/// Some fields count optional operations that were used up. A configuration that used more of them
/// than another, and is equal otherwise, can do nothing that the other cannot: it is taken as
/// visited too. Counters are compared all at once: each has a spare bit above it, which `(larger |
/// spare) - smaller` leaves alone exactly if no counter is smaller.
final class Visited {

  private static final int NONE = -1;

  /// Entries live in pages, so that a large set grows without ever being held twice.
  private static final int PAGE_BITS = 12;

  private static final int PAGE = 1 << PAGE_BITS;

  private static final int FIRST = 32;

  /// Per word of the body: the bits that are not counters, and the spare bits of the counters.
  private final long[] exactBits;

  private final long[] spareBits;

  private final int stride;
  private int[] buckets = new int[FIRST];
  private int[][] chained = {new int[FIRST]};
  private long[][] words;
  private int size;
  private int capacity = FIRST;

  Visited(long[] exactBits, long[] spareBits) {
    this.exactBits = exactBits;
    this.spareBits = spareBits;
    this.stride = exactBits.length + 1;
    this.words = new long[][] {new long[FIRST * stride]};
    Arrays.fill(buckets, NONE);
  }

  /// Whether nothing at least as good was there before.
  ///
  /// @param body where the words of the body stand, from index `from`
  boolean add(long head, long[] body, int from) {
    int hash = hash(head, body, from);
    int entry = buckets[hash & (buckets.length - 1)];
    while (entry != NONE) {
      int start = (entry & (PAGE - 1)) * stride;
      if (isAtLeastAsGood(words[entry >>> PAGE_BITS], start, head, body, from)) {
        return false;
      }
      entry = chained[entry >>> PAGE_BITS][entry & (PAGE - 1)];
    }
    if (size == capacity) {
      grow();
    }
    long[] page = words[size >>> PAGE_BITS];
    int start = (size & (PAGE - 1)) * stride;
    page[start] = head;
    System.arraycopy(body, from, page, start + 1, stride - 1);
    link(size++, hash);
    return true;
  }

  int size() {
    return size;
  }

  long head(int entry) {
    return words[entry >>> PAGE_BITS][(entry & (PAGE - 1)) * stride];
  }

  /// What is kept at most while the next entry is added, in bytes.
  long bytes() {
    long whileBucketsGrow = size == buckets.length ? 8L * size : 0;
    return (8L * stride + 4) * (capacity + PAGE) + 4L * buckets.length + whileBucketsGrow;
  }

  private boolean isAtLeastAsGood(long[] page, int start, long head, long[] body, int from) {
    if (page[start] != head) {
      return false;
    }
    for (int i = 0; i < exactBits.length; i++) {
      long known = page[start + 1 + i];
      long asked = body[from + i];
      long counted = ~exactBits[i];
      long left = ((asked & counted) | spareBits[i]) - (known & counted);
      if (((known ^ asked) & exactBits[i]) != 0 || (left & spareBits[i]) != spareBits[i]) {
        return false;
      }
    }
    return true;
  }

  private int hash(long head, long[] body, int from) {
    long hash = head * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < exactBits.length; i++) {
      hash = (hash ^ (hash >>> 29) ^ (body[from + i] & exactBits[i])) * 0xBF58476D1CE4E5B9L;
    }
    return (int) (hash >>> 32);
  }

  private void link(int entry, int hash) {
    int bucket = hash & (buckets.length - 1);
    chained[entry >>> PAGE_BITS][entry & (PAGE - 1)] = buckets[bucket];
    buckets[bucket] = entry;
  }

  /// Doubles the first page until it is full, then adds pages.
  private void grow() {
    if (capacity < PAGE) {
      capacity *= 2;
      words[0] = Arrays.copyOf(words[0], capacity * stride);
      chained[0] = Arrays.copyOf(chained[0], capacity);
    } else {
      int pages = capacity >>> PAGE_BITS;
      if (pages == words.length) {
        words = Arrays.copyOf(words, 2 * pages);
        chained = Arrays.copyOf(chained, 2 * pages);
      }
      words[pages] = new long[PAGE * stride];
      chained[pages] = new int[PAGE];
      capacity += PAGE;
    }
    if (size == buckets.length) {
      buckets = new int[2 * size];
      Arrays.fill(buckets, NONE);
      for (int entry = 0; entry < size; entry++) {
        long[] page = words[entry >>> PAGE_BITS];
        int start = (entry & (PAGE - 1)) * stride;
        link(entry, hash(page[start], page, start + 1));
      }
    }
  }

  /// Where the parts of a configuration stand in the words of its body.
  static final class Layout {

    private int bits;
    private long[] exactBits = new long[1];
    private long[] spareBits = new long[1];

    /// Makes room for something that is either so or not.
    Field flag() {
      return number(1);
    }

    /// Makes room for a number from 0 to `max` that must be equal in equal configurations.
    Field number(int max) {
      int width = 32 - Integer.numberOfLeadingZeros(max);
      Field field = field(width);
      exactBits[field.word()] |= (field.unit() << width) - field.unit();
      return field;
    }

    /// Makes room for how many of `max` optional operations were used.
    Field counter(int max) {
      int width = 33 - Integer.numberOfLeadingZeros(max);
      Field field = field(width);
      spareBits[field.word()] |= field.unit() << (width - 1);
      return field;
    }

    int words() {
      return exactBits.length;
    }

    Visited visited() {
      return new Visited(exactBits, spareBits);
    }

    private Field field(int width) {
      if (bits % 64 + width > 64) {
        bits += 64 - bits % 64;
      }
      int word = bits / 64;
      if (word == exactBits.length) {
        exactBits = Arrays.copyOf(exactBits, word + 1);
        spareBits = Arrays.copyOf(spareBits, word + 1);
      }
      Field field = new Field(word, 1L << (bits % 64));
      bits += width;
      return field;
    }
  }

  /// A place in a body.
  ///
  /// @param word which of the words
  /// @param unit the lowest bit of the field: to set a flag or count one up, add it
  record Field(int word, long unit) {}
}

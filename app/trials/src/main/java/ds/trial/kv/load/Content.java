package ds.trial.kv.load;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Requests for keys of eight digits, from `00000000` on, and for values of one size.
///
/// A request is encoded once; the others are copies of it with another key.
public final class Content {

  public static final int KEYS_MAX = 100_000_000;

  private static final int DIGITS = 8;

  /// The key is the first field of either request: behind a byte for its number and one for its
  /// length.
  private static final int KEY_AT = 2;

  private static final ByteString ZERO = ByteString.copyFromUtf8("0".repeat(DIGITS));

  private final int keys;
  private final int valueBytes;
  private final byte[] put;
  private final byte[] get = RangeRequest.newBuilder().setKey(ZERO).build().toByteArray();

  public Content(int keys, int valueBytes) {
    this.keys = keys;
    this.valueBytes = valueBytes;
    put = PutRequest.newBuilder().setKey(ZERO).setValue(letters(valueBytes)).build().toByteArray();
  }

  /// What neither side can make smaller than it is.
  private static ByteString letters(int count) {
    var random = new SplittableRandom(count);
    var letters = new byte[count];
    for (int i = 0; i < count; i++) {
      letters[i] = (byte) ('a' + random.nextInt(26));
    }
    return ByteString.copyFrom(letters);
  }

  /// How many there are.
  public int keys() {
    return keys;
  }

  public int valueBytes() {
    return valueBytes;
  }

  /// Requests for keys drawn at random, without end.
  Iterator<Request> random(Mix mix) {
    var random = new SplittableRandom();
    return Stream.generate(
            () -> {
              int key = random.nextInt(keys);
              return random.nextDouble() < mix.reads() ? get(key) : put(key);
            })
        .iterator();
  }

  /// Writes every key once.
  Iterator<Request> eachOnce() {
    return IntStream.range(0, keys).mapToObj(this::put).iterator();
  }

  private Request put(int key) {
    return new Request(false, withKey(put, key));
  }

  private Request get(int key) {
    return new Request(true, withKey(get, key));
  }

  private static byte[] withKey(byte[] request, int key) {
    byte[] copy = request.clone();
    int rest = key;
    for (int i = KEY_AT + DIGITS - 1; i >= KEY_AT; i--) {
      copy[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return copy;
  }
}

package ds.runtime.transport;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What a transport has done since its start, for whoever keeps meters.
public final class TransportMetrics {

  /// Everything that is counted.
  public enum Counter {
    FRAMES_SENT("frames accepted for sending"),
    BYTES_SENT("bytes of these frames with their headers"),
    FLUSHES("times that waiting frames were handed to the operating system together"),
    FRAMES_RECEIVED("frames received whole"),
    BYTES_RECEIVED("bytes of these frames with their headers"),
    DROPPED_NO_PEER("frames dropped because nobody of that name is a peer"),
    DROPPED_UNCONNECTED("frames dropped because the peer was not connected"),
    DROPPED_FULL("frames dropped because too much was waiting for the peer"),
    DROPPED_OVERSIZED("frames dropped because they were larger than a frame may be"),
    CONNECTED("connections to peers that came about"),
    CONNECT_FAILED("calls to peers that nobody took up, or that broke off before the welcome"),
    DISCONNECTED("connections to peers that were lost"),
    ADMITTED("connections of peers that were let in"),
    TURNED_AWAY("connections refused with a reason"),
    TURNED_AWAY_FULL("connections closed because there were too many"),
    MALFORMED("connections closed because of what they sent or failed to send"),
    SILENT("connections closed because nothing was heard for too long"),
    TLS_FAILED("handshakes of TLS that failed"),
    TLS_RELOADED("times that renewed certificates were taken up"),
    TLS_RELOAD_FAILED("times that changed certificate files were of no use");

    private final String meaning;

    Counter(String meaning) {
      this.meaning = meaning;
    }

    public String meaning() {
      return meaning;
    }
  }

  private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);

  TransportMetrics() {
    Arrays.stream(Counter.values()).forEach(counter -> counts.put(counter, new LongAdder()));
  }

  public long count(Counter counter) {
    return adder(counter).sum();
  }

  void increment(Counter counter) {
    adder(counter).increment();
  }

  /// For hot paths, to be looked up once.
  LongAdder adder(Counter counter) {
    return counts.computeIfAbsent(counter, _ -> new LongAdder());
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}

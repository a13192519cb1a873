package ds.runtime.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Frames that were valid before they were changed.
///
/// @param random of a seed, so that the same ones come again
record Damage(Random random) {

  /// One of `frames` with one to three changes.
  byte[] changed(List<byte[]> frames) {
    byte[] frame = frames.get(random.nextInt(frames.size())).clone();
    for (int changes = 1 + random.nextInt(3); changes > 0 && frame.length > 0; changes--) {
      int at = random.nextInt(frame.length);
      switch (random.nextInt(6)) {
        case 0 -> frame[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> frame[at] = (byte) random.nextInt();
        case 2 -> frame[at] = (byte) (0x7F + random.nextInt(2) * random.nextInt(0x81));
        case 3 -> Arrays.fill(frame, at, Math.min(frame.length, at + 10), (byte) 0xFF);
        case 4 -> frame = spliced(frame, at, frames.get(random.nextInt(frames.size())));
        default -> frame = Arrays.copyOf(frame, random.nextInt(frame.length + 8));
      }
    }
    return frame;
  }

  /// Replaces what is behind `at` by the end of another frame.
  private byte[] spliced(byte[] frame, int at, byte[] other) {
    int from = random.nextInt(other.length);
    byte[] spliced = Arrays.copyOf(frame, at + other.length - from);
    System.arraycopy(other, from, spliced, at, other.length - from);
    return spliced;
  }
}

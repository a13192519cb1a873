package ds.trial.kv.ground;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// The log of a member that is down, as its documented format has it: frames, each forced before
/// the next was written.
///
/// A byte of the very last frame may have been torn by a crash, and a server may cut it off without
/// a word. So the last frames are left alone: whatever is changed before them was durable.
public final class LogFiles {

  private static final int FRAMES_AT = 4_096;
  private static final int MAGIC = 0x4D524644; // "DFRM"
  private static final int HEADER_BYTES = 24;
  private static final int NUMBER_AT = 8;
  private static final int LENGTH_AT = 16;
  private static final int FRAMES_SPARED = 3;

  /// A byte that was changed.
  public record Rot(Path file, long offset) {}

  private record Frame(Path file, long offset, int length) {}

  private LogFiles() {}

  /// Changes a byte, if enough has been written.
  public static Optional<Rot> rot(Path directory, SplittableRandom random) throws IOException {
    List<Frame> frames = new ArrayList<>();
    for (Path segment : segments(directory)) {
      frames.addAll(frames(segment));
    }
    if (frames.size() <= FRAMES_SPARED) {
      return Optional.empty();
    }
    Frame frame = frames.get(random.nextInt(frames.size() - FRAMES_SPARED));
    var rot = new Rot(frame.file(), frame.offset() + random.nextInt(frame.length()));
    flip(rot, 1 + random.nextInt(255));
    return Optional.of(rot);
  }

  private static List<Path> segments(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches("segment-\\d+\\.log"))
          .sorted()
          .toList();
    }
  }

  /// A file was another segment in an earlier life, so what stands behind the last frame may look
  /// like one; but its number does not follow.
  private static List<Frame> frames(Path segment) throws IOException {
    List<Frame> frames = new ArrayList<>();
    try (var file = FileChannel.open(segment, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      long at = FRAMES_AT;
      long number = -1;
      while (file.read(header.clear(), at) == HEADER_BYTES && header.getInt(0) == MAGIC) {
        int length = header.getInt(LENGTH_AT);
        boolean follows = number < 0 || header.getLong(NUMBER_AT) == number + 1;
        if (!follows || length < HEADER_BYTES) {
          break;
        }
        frames.add(new Frame(segment, at, length));
        number = header.getLong(NUMBER_AT);
        at += length;
      }
    }
    return frames;
  }

  private static void flip(Rot rot, int bits) throws IOException {
    try (var file =
        FileChannel.open(rot.file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer octet = ByteBuffer.allocate(1);
      file.read(octet, rot.offset());
      octet.put(0, (byte) (octet.get(0) ^ bits));
      file.write(octet.flip(), rot.offset());
    }
  }
}

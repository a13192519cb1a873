package ds.runtime.journal.log;

import ds.runtime.file.DamagedFileException;
import ds.runtime.file.ReadAhead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/// Reads a segment from its begin, frame by frame, as far as they are whole and in order.
///
/// Where that ends, something may be missing. A **seal** ends every segment but the last one, so
/// there is no doubt about those. In the last one a crash may have torn the frame that was being
/// written. Frames are written one at a time, and each only when the one before it is durable. So
/// if any later frame stands whole behind the gap, what is missing had been durable once: it has
/// rotted and may have been acknowledged. If none does, nothing behind the gap was ever
/// acknowledged, and it is cut off.
final class SegmentScan {

  private static final int WINDOW_BYTES = 1 << 20;

  private final Segment segment;
  private final ReadAhead reads;
  private int end = Segment.FRAMES_AT;
  private int lastFrame = Segment.FRAMES_AT;
  private long expected;
  private boolean sealed;

  SegmentScan(Segment segment) throws IOException {
    this.segment = segment;
    this.reads = new ReadAhead(segment.file());
    this.expected = segment.firstFrame();
  }

  /// Where the whole frames end.
  int end() {
    return end;
  }

  /// Where the last whole frame begins, or [#end] if there is none.
  int lastFrame() {
    return lastFrame;
  }

  /// The number of the frame after the last whole one.
  long expected() {
    return expected;
  }

  boolean isSealed() {
    return sealed;
  }

  /// Shows all records of all whole frames.
  void run(RecordVisitor visitor) throws IOException {
    run(visitor, () -> false);
  }

  /// Shows the records of whole frames, until there have been enough.
  ///
  /// @param isEnough asked before each frame
  void run(RecordVisitor visitor, BooleanSupplier isEnough) throws IOException {
    int length = wholeFrame(end, expected, expected);
    while (length > 0 && !sealed && !isEnough.getAsBoolean()) {
      visit(end, length, visitor);
      lastFrame = end;
      end += length;
      expected++;
      length = wholeFrame(end, expected, expected);
    }
  }

  /// Says what is wrong with a segment after which another one was begun.
  void demandSeal() throws IOException {
    if (!sealed) {
      throw new DamagedFileException(
          segment.path(), end, "frame " + expected + " or the seal of the segment");
    }
  }

  /// Says what is wrong if something is missing before the end.
  void demandTornTail() throws IOException {
    if (sealed) {
      return;
    }
    OptionalLong later = laterFrame();
    if (later.isPresent()) {
      throw new DamagedFileException(
          segment.path(),
          end,
          "frame " + expected + ", because a later frame is whole at " + later.getAsLong());
    }
  }

  private OptionalLong laterFrame() throws IOException {
    long limit = reads.size() - Frame.HEADER_BYTES;
    for (long at = end; at <= limit; at += Frame.ALIGNMENT) {
      int header = reads.at(at, Frame.HEADER_BYTES, WINDOW_BYTES);
      boolean candidate = Frame.view(reads.window()).getInt(header) == Frame.MAGIC;
      if (candidate && wholeFrame((int) at, expected + 1, Long.MAX_VALUE) > 0) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }

  /// The length of the frame at a place if it is whole and its number in the range, 0 otherwise.
  private int wholeFrame(int at, long numberMin, long numberMax) throws IOException {
    if (at + Frame.HEADER_BYTES > reads.size()) {
      return 0;
    }
    int header = reads.at(at, Frame.HEADER_BYTES, WINDOW_BYTES);
    ByteBuffer view = Frame.view(reads.window());
    int length = view.getInt(header + Frame.LENGTH_AT);
    long number = view.getLong(header + Frame.NUMBER_AT);
    boolean plausible =
        view.getInt(header) == Frame.MAGIC
            && number >= numberMin
            && number <= numberMax
            && length >= Frame.HEADER_BYTES
            && length <= reads.size() - at
            && length % Frame.ALIGNMENT == 0;
    if (!plausible) {
      return 0;
    }
    int frame = reads.at(at, length, Math.max(length, WINDOW_BYTES));
    byte[] bytes = reads.window();
    int checksum = Frame.view(bytes).getInt(frame + Frame.CHECKSUM_AT);
    if (checksum != Frame.checksum(segment.salt(), bytes, frame, length)) {
      return 0;
    }
    boolean seal = Frame.view(bytes).getInt(frame + Frame.RECORDS_AT) == 0;
    sealed |= seal && number == expected;
    return length;
  }

  /// Goes through a frame whose checksum is right; so lengths that do not fit were written so.
  private void visit(int at, int length, RecordVisitor visitor) throws IOException {
    int frame = reads.at(at, length, length);
    ByteBuffer view = Frame.view(reads.window());
    int records = view.getInt(frame + Frame.RECORDS_AT);
    long place = Log.place(segment, at);
    int record = Frame.HEADER_BYTES;
    for (int i = 0; i < records; i++) {
      int header = frame + record;
      int room = length - record - Frame.RECORD_HEADER_BYTES;
      int payload = room < 0 ? -1 : view.getInt(header + Frame.RECORD_LENGTH_AT);
      if (payload < 0 || payload > room) {
        throw new DamagedFileException(
            segment.path(), (long) at + record, "a record that ends inside its frame");
      }
      int stream = view.getInt(header + Frame.RECORD_STREAM_AT);
      long sequence = view.getLong(header + Frame.RECORD_SEQUENCE_AT);
      visitor.record(stream, sequence, place + record, payload);
      record += FrameBuilder.sizeOf(payload);
    }
  }
}

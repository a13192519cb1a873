package ds.runtime.journal.log;

import ds.runtime.file.DamagedFileException;
import ds.runtime.file.ReadAhead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongFunction;

/// Reads records at places that are known, mostly forwards.
public final class LogReader {

  private final LongFunction<Segment> segments;
  private long number = -1;
  private Segment segment;
  private ReadAhead reads;

  /// @param first where the first record to be read is
  public LogReader(Log log, long first) throws IOException {
    this(log::segment, first);
  }

  /// @param segments by their numbers
  LogReader(LongFunction<Segment> segments, long first) throws IOException {
    this.segments = segments;
    this.number = Log.number(first);
    this.segment = segments.apply(number);
    this.reads = new ReadAhead(segment.file());
  }

  /// The payload of a record.
  ///
  /// @param ahead how many bytes from its begin on are soon asked for
  /// @throws DamagedFileException if it is not what the log was opened with
  public byte[] read(long place, int ahead) throws IOException {
    if (Log.number(place) != number) {
      number = Log.number(place);
      segment = segments.apply(number);
      reads = new ReadAhead(segment.file());
    }
    int offset = Log.offset(place);
    int header = reads.at(offset, Frame.RECORD_HEADER_BYTES, ahead);
    ByteBuffer view = Frame.view(reads.window());
    int length = view.getInt(header + Frame.RECORD_LENGTH_AT);
    if (length < 0 || length > reads.size() - offset - Frame.RECORD_HEADER_BYTES) {
      throw damaged(offset);
    }
    int record = reads.at(offset, FrameBuilder.sizeOf(length), ahead);
    byte[] window = reads.window();
    int from = record + Frame.RECORD_HEADER_BYTES;
    var payload = new Payload(window, from, length);
    int checksum = Frame.recordChecksum(payload.checksum(), window, record);
    if (checksum != Frame.view(window).getInt(record)) {
      throw damaged(offset);
    }
    return Arrays.copyOfRange(window, from, from + length);
  }

  private DamagedFileException damaged(int offset) {
    return new DamagedFileException(
        segment.path(), offset, "a record that fits its checksum, as it did a moment ago");
  }
}

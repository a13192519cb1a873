package ds.runtime.journal.log;

import ds.core.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Records on their way into the log: what is written and forced at once.
public final class FrameBuilder {

  private static final int START_BYTES = 1 << 16;

  private byte[] bytes = new byte[START_BYTES];
  private ByteBuffer view = Frame.view(bytes);
  private int length = Frame.HEADER_BYTES;
  private int records;

  public boolean isEmpty() {
    return records == 0;
  }

  public int length() {
    return length;
  }

  /// What its records take of it.
  public int payloadBytes() {
    return length - Frame.HEADER_BYTES;
  }

  /// What one record takes in a frame.
  public static int sizeOf(int payload) {
    return Frame.RECORD_HEADER_BYTES + payload;
  }

  /// Copies a record into the frame.
  ///
  /// @param checksum of the payload alone; it is used up
  public void add(RecordKind kind, int stream, long sequence, Payload payload, CRC32C checksum) {
    int record = length;
    int end = Math.addExact(record, sizeOf(payload.length()));
    ensure(Frame.aligned(end));
    view.putInt(record + Frame.RECORD_LENGTH_AT, payload.length());
    view.putLong(record + Frame.RECORD_SEQUENCE_AT, sequence);
    view.putInt(record + Frame.RECORD_STREAM_AT, stream);
    view.putInt(record + Frame.RECORD_KIND_AT, kind.code());
    view.putInt(record, Frame.recordChecksum(checksum, bytes, record));
    payload.copyTo(bytes, record + Frame.RECORD_HEADER_BYTES);
    length = end;
    records++;
  }

  /// Empties the frame for the next records.
  ///
  /// @param keptBytes a larger buffer, grown for one large record, is given back to the heap
  public void clear(int keptBytes) {
    if (bytes.length > keptBytes) {
      bytes = new byte[START_BYTES];
      view = Frame.view(bytes);
    }
    length = Frame.HEADER_BYTES;
    records = 0;
  }

  /// The frame as it is to be written.
  ByteBuffer seal(long number, long salt) {
    int end = Frame.aligned(length);
    Arrays.fill(bytes, length, end, (byte) 0);
    view.putInt(0, Frame.MAGIC);
    view.putLong(Frame.NUMBER_AT, number);
    view.putInt(Frame.LENGTH_AT, end);
    view.putInt(Frame.RECORDS_AT, records);
    view.putInt(Frame.CHECKSUM_AT, Frame.checksum(salt, bytes, 0, end));
    return ByteBuffer.wrap(bytes, 0, end);
  }

  /// @param place of the frame itself
  void visit(long place, RecordVisitor visitor) throws IOException {
    int record = Frame.HEADER_BYTES;
    for (int i = 0; i < records; i++) {
      int payload = view.getInt(record + Frame.RECORD_LENGTH_AT);
      visitor.record(
          view.getInt(record + Frame.RECORD_STREAM_AT),
          view.getLong(record + Frame.RECORD_SEQUENCE_AT),
          place + record,
          payload);
      record += sizeOf(payload);
    }
  }

  private void ensure(int size) {
    if (size > bytes.length) {
      Check.that(size <= Integer.MAX_VALUE / 2, "a frame fits into an array");
      bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
      view = Frame.view(bytes);
    }
  }
}

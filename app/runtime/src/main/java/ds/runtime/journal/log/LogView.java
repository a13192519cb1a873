package ds.runtime.journal.log;

import ds.runtime.file.DamagedFileException;
import ds.runtime.file.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The records of a log that nobody writes any more, or somebody else does: read one after the
/// other, and left as they are.
public final class LogView implements Closeable {

  /// How much is read at once.
  private static final int AHEAD_BYTES = 1 << 18;

  private final List<Segment> segments;
  private long tornBytes;

  // The segment that is being read, its records, and which of them is the present one.
  private int reading = -1;
  private final List<Mark> marks = new ArrayList<>();
  private int current = -1;
  private Optional<LogReader> reader = Optional.empty();

  private record Mark(int stream, long sequence, long place) {}

  private LogView(List<Segment> segments) {
    this.segments = segments;
  }

  /// Looks through the whole log once, so that damage is told before anything is made of it.
  ///
  /// @param storage need not be able to write
  /// @throws NoSuchFileException if there is no log
  /// @throws DamagedFileException if bytes have changed, or a file is missing
  public static LogView open(Path directory, Storage storage) throws IOException {
    var view = new LogView(new ArrayList<>());
    try {
      view.find(directory, storage);
      view.check();
      return view;
    } catch (IOException e) {
      view.close();
      throw e;
    }
  }

  private void find(Path directory, Storage storage) throws IOException {
    for (String name : storage.list(directory)) {
      if (Segment.isName(name)) {
        segments.add(Segment.open(directory.resolve(name), storage));
      }
    }
    segments.sort(Comparator.comparingLong(Segment::number));
    if (segments.isEmpty()) {
      throw new NoSuchFileException(directory.toString(), null, "it holds no log");
    }
  }

  private void check() throws IOException {
    long expected = segments.getFirst().firstFrame();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (segment.firstFrame() != expected) {
        throw new DamagedFileException(
            segment.path(), 0, "frame " + expected + "; a file before it is missing");
      }
      var scan = new SegmentScan(segment);
      scan.run((_, _, _, _) -> {});
      expected = scan.expected();
      if (i < segments.size() - 1) {
        scan.demandSeal();
        expected++;
      } else {
        scan.demandTornTail();
        tornBytes = scan.isSealed() ? 0 : segment.file().size() - scan.end();
      }
    }
  }

  /// The same log, to be read once more from its begin, as long as this one is open.
  public LogView again() {
    return new LogView(segments);
  }

  /// How many bytes at the end are of a frame that was not written as a whole.
  public long tornBytes() {
    return tornBytes;
  }

  /// Goes on to the next record.
  ///
  /// @return whether there is one
  public boolean advance() throws IOException {
    current++;
    while (current >= marks.size()) {
      if (reading + 1 == segments.size()) {
        return false;
      }
      reading++;
      read(segments.get(reading));
    }
    return true;
  }

  private void read(Segment segment) throws IOException {
    marks.clear();
    current = 0;
    new SegmentScan(segment)
        .run((stream, sequence, place, _) -> marks.add(new Mark(stream, sequence, place)));
    reader = Optional.of(new LogReader(_ -> segment, Log.begin(segment)));
  }

  /// The number of the stream to which the present record belongs.
  public int stream() {
    return marks.get(current).stream();
  }

  /// What it carries.
  public byte[] payload() throws IOException {
    return reader.orElseThrow().read(marks.get(current).place(), AHEAD_BYTES);
  }

  /// Says where the present record is, and what is wrong with it.
  ///
  /// @param expected what should stand there, in words
  public DamagedFileException damaged(String expected) {
    return new DamagedFileException(
        segments.get(reading).path(), Log.offset(marks.get(current).place()), expected);
  }

  @Override
  public void close() throws IOException {
    for (Segment segment : segments) {
      segment.file().close();
    }
  }
}

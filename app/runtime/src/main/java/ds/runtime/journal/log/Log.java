package ds.runtime.journal.log;

import ds.core.Check;
import ds.runtime.file.DamagedFileException;
import ds.runtime.file.Storage;
import ds.runtime.file.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Frames in a row of files.
///
/// One thread appends; another may look at sealed segments and retire them. A segment is retired
/// whenever nobody needs it, whatever its age: each ends with a seal, so none is missed for the
/// proof that another is whole.
public final class Log implements Closeable {

  /// No stream's number.
  private static final int NO_STREAM = -1;

  private static final long OFFSET_MASK = 0xFFFF_FFFFL;

  /// An empty file that says by its name which segment is the newest. Without it a log that has
  /// lost its last file would look like one that ends before it.
  private static final String NEWEST = "newest-";

  private static final Pattern NEWEST_NAME = Pattern.compile(NEWEST + "(\\d{10,18})");

  /// Records that somebody looks for by themselves are small.
  private static final int FOUND_BYTES = 1 << 12;

  private final Path directory;
  private final Storage storage;
  private final LogSettings settings;
  private final Spares spares;
  private final SecureRandom salts = new SecureRandom();
  private final List<Segment> segments = new ArrayList<>();
  private Optional<Segment> filling = Optional.empty();
  private int end;
  private long nextFrame = 1;

  /// What the directory says to be the newest segment; 0 if it says nothing.
  private long newest;

  /// Whether the last record says that all before it was durable.
  private boolean isWitnessed;

  private Log(Path directory, Storage storage, LogSettings settings) throws IOException {
    this.directory = directory;
    this.storage = storage;
    this.settings = settings;
    this.spares = Spares.open(directory, storage, settings);
  }

  /// Opens the log in a directory, or begins one there.
  ///
  /// @param found is shown every record that the log holds
  /// @throws DamagedFileException if bytes have changed that were durable once
  public static Log open(Path directory, Storage storage, LogSettings settings, RecordVisitor found)
      throws IOException {
    var log = new Log(directory, storage, settings);
    try {
      log.recover(found);
    } catch (IOException e) {
      log.close();
      throw e;
    }
    return log;
  }

  /// Looks for one record of a log that is not open: reads the files from the oldest on, as far as
  /// it must, and leaves them as they are.
  ///
  /// @throws DamagedFileException if the header of a file that is read has changed, or the newest
  ///   file is missing
  public static Optional<byte[]> find(Path directory, Storage storage, int stream, long sequence)
      throws IOException {
    List<String> names = storage.list(directory);
    demandNewest(directory, names);
    for (String name : names) { // in alphabetical order, which is theirs
      if (Segment.isName(name)) {
        Segment segment = Segment.open(directory.resolve(name), storage);
        Optional<byte[]> found = find(segment, stream, sequence);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<byte[]> find(Segment segment, int stream, long sequence)
      throws IOException {
    try (StoredFile _ = segment.file()) {
      List<Long> places = new ArrayList<>();
      new SegmentScan(segment)
          .run(
              (owner, number, place, _) -> {
                if (owner == stream && number == sequence) {
                  places.add(place);
                }
              },
              () -> !places.isEmpty());
      if (places.isEmpty()) {
        return Optional.empty();
      }
      long place = places.getFirst();
      return Optional.of(new LogReader(_ -> segment, place).read(place, FOUND_BYTES));
    }
  }

  static long place(Segment segment, int offset) {
    return segment.number() << Integer.SIZE | offset;
  }

  static int offset(long place) {
    return (int) (place & OFFSET_MASK);
  }

  static long number(long place) {
    return place >>> Integer.SIZE;
  }

  /// A log ends with its newest segment, which is never given back.
  private static long demandNewest(Path directory, List<String> names) throws IOException {
    long newest = 0;
    for (String name : names) {
      Matcher mark = NEWEST_NAME.matcher(name);
      newest = mark.matches() ? Math.max(newest, Long.parseLong(mark.group(1))) : newest;
    }
    Path last = Segment.path(directory, newest);
    if (newest > 0 && names.stream().filter(Segment::isName).noneMatch(it -> isFrom(last, it))) {
      throw DamagedFileException.missing(
          last, "the log goes on in it, as " + markOf(newest) + " says");
    }
    return newest;
  }

  /// Whether a segment is this one or a later one.
  private static boolean isFrom(Path segment, String name) {
    return segment.getFileName().toString().compareTo(name) <= 0;
  }

  private static String markOf(long number) {
    return NEWEST + "%010d".formatted(number);
  }

  /// Says in the directory that this is the newest segment, which is durable there.
  private void mark(long number) throws IOException {
    if (number == newest) {
      return;
    }
    Path mark = directory.resolve(markOf(number));
    if (newest == 0) {
      storage.open(mark).close();
    } else {
      storage.rename(directory.resolve(markOf(newest)), mark);
    }
    storage.forceDirectory(directory);
    newest = number;
  }

  private void recover(RecordVisitor found) throws IOException {
    List<String> names = storage.list(directory);
    newest = demandNewest(directory, names);
    for (String name : names) {
      if (Segment.isName(name)) {
        segments.add(Segment.open(directory.resolve(name), storage));
      }
    }
    segments.sort(Comparator.comparingLong(Segment::number));
    for (int i = 0; i < segments.size(); i++) {
      recover(i, found);
    }
    if (segments.isEmpty()) {
      begin(1);
    }
    mark(segments.getLast().number()); // a program that did not know of marks may have gone on
  }

  private void recover(int index, RecordVisitor found) throws IOException {
    Segment segment = segments.get(index);
    if (segment.firstFrame() < nextFrame) {
      throw new DamagedFileException(segment.path(), 0, "frames from " + nextFrame + " on");
    }
    var scan = new SegmentScan(segment);
    scan.run((stream, sequence, place, length) -> {
      segment.holds(stream, sequence, length);
      isWitnessed = stream == NO_STREAM;
      found.record(stream, sequence, place, length);
    });
    end = scan.end();
    nextFrame = scan.expected();
    if (index < segments.size() - 1) {
      scan.demandSeal();
      nextFrame++;
    } else {
      resume(segment, scan);
    }
  }

  /// Goes on behind the last whole frame. It may have been read from the system's memory only, even
  /// after a force of it had failed; so it is written once more. All frames before it are durable,
  /// or it would not be there.
  private void resume(Segment last, SegmentScan scan) throws IOException {
    scan.demandTornTail();
    if (scan.isSealed()) {
      nextFrame++;
      begin(last.number() + 1);
      return;
    }
    var frame = ByteBuffer.allocate(end - scan.lastFrame());
    last.file().read(frame, scan.lastFrame());
    last.file().write(frame.flip(), scan.lastFrame());
    last.file().force();
    filling = Optional.of(last);
  }

  /// Writes a frame and makes it durable.
  ///
  /// @return whether another segment was begun for it
  /// @throws IOException after which nobody knows what is on the disk, and nothing may be written
  public boolean append(FrameBuilder frame) throws IOException {
    int length = Frame.aligned(frame.length());
    boolean lacksRoom = end + length + Frame.HEADER_BYTES > settings.segmentBytes();
    if (lacksRoom) {
      roll();
    }
    Check.that(end + length + Frame.HEADER_BYTES <= settings.segmentBytes(), "a frame fits");
    Segment active = filling.orElseThrow();
    write(frame, active);
    frame.visit(
        place(active, end),
        (stream, sequence, _, payload) -> active.holds(stream, sequence, payload));
    end += length;
    isWitnessed = false;
    return lacksRoom;
  }

  private void write(FrameBuilder frame, Segment active) throws IOException {
    active.file().write(frame.seal(nextFrame, active.salt()), end);
    active.file().force();
    nextFrame++;
  }

  /// Ends the log in good order; nothing is appended any more.
  ///
  /// Of a frame that does not fit its checksum nobody can tell whether it was ever durable, unless
  /// one stands behind it that does. So another one is written behind the last, with nothing in it
  /// that could be missed: where the log has room for it, a witness, and otherwise the seal.
  public void end() throws IOException {
    if (isWitnessed || end == Segment.FRAMES_AT) {
      return;
    }
    var witness = new FrameBuilder();
    var nothing = new Payload(new byte[0], 0, 0);
    witness.add(RecordKind.WITNESS, NO_STREAM, 0, nothing, nothing.checksum());
    int length = Frame.aligned(witness.length());
    boolean hasRoom = end + length + Frame.HEADER_BYTES <= settings.segmentBytes();
    write(hasRoom ? witness : new FrameBuilder(), filling.orElseThrow());
  }

  private void roll() throws IOException {
    Segment active = filling.orElseThrow();
    write(new FrameBuilder(), active);
    begin(active.number() + 1);
  }

  /// The header is durable before the file has the name of a segment, so a segment without a header
  /// is always a damaged one.
  private void begin(long number) throws IOException {
    Path spare = spares.take();
    Path path = Segment.path(directory, number);
    StoredFile file = storage.open(spare);
    var segment = new Segment(path, file, number, nextFrame, salts.nextLong());
    segment.writeHeader();
    storage.rename(spare, path);
    storage.forceDirectory(directory);
    mark(number);
    synchronized (segments) {
      segments.add(segment);
    }
    filling = Optional.of(segment);
    end = Segment.FRAMES_AT;
  }

  /// Where the records of a segment begin.
  public static long begin(Segment segment) {
    return place(segment, Segment.FRAMES_AT);
  }

  /// Shows the records of a sealed segment once more.
  public void visit(Segment segment, RecordVisitor visitor) throws IOException {
    var scan = new SegmentScan(segment);
    scan.run(visitor);
    scan.demandSeal();
  }

  /// The segments that are full, oldest first.
  public List<Segment> sealed() {
    synchronized (segments) {
      return List.copyOf(segments.subList(0, segments.size() - 1));
    }
  }

  /// How many bytes a segment takes when it is full.
  public long segmentBytes() {
    return settings.segmentBytes();
  }

  /// How many bytes the log takes on the disk, without spares.
  public long size() {
    synchronized (segments) {
      return (long) segments.size() * settings.segmentBytes();
    }
  }

  Segment segment(long number) {
    synchronized (segments) {
      return segments.stream().filter(it -> it.number() == number).findFirst().orElseThrow();
    }
  }

  /// Gives up a sealed segment of which nothing is needed any more.
  public void retire(Segment segment) throws IOException {
    synchronized (segments) {
      long filled = segments.getLast().number();
      Check.that(segment.number() < filled, "the segment being filled is not retired");
      segments.removeIf(it -> it.number() == segment.number());
    }
    segment.file().close();
    spares.give(segment.path());
  }

  /// Has a file ready for the time when the present one is full. A disk that is too full for it is
  /// no reason to stop before the room is needed.
  ///
  /// @return whether there was room for it
  public boolean prepare() throws IOException {
    return spares.replenish();
  }

  @Override
  public void close() throws IOException {
    synchronized (segments) {
      for (Segment segment : segments) {
        segment.file().close();
      }
    }
  }
}

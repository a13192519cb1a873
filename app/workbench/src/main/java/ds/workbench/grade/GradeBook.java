package ds.workbench.grade;

import ds.exercise.grading.Mark;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The grades that are known, in a file that grows with each of them. A file that ends in the
/// middle of a grade, because somebody pulled the plug, is good up to there.
final class GradeBook implements AutoCloseable {

  /// How long a text may be in the file; the rest of a longer one is dropped.
  private static final int TEXT_MAX = 16_000;

  private final Map<String, Grade> known = new HashMap<>();
  private final DataOutputStream out;

  private GradeBook(DataOutputStream out) {
    this.out = out;
  }

  /// Opens a book, or begins one.
  static GradeBook open(Path file) throws IOException {
    Map<String, Grade> known = new HashMap<>();
    long good = Files.isRegularFile(file) ? read(file, known) : 0;
    if (Files.isRegularFile(file) && good < Files.size(file)) {
      try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
        channel.truncate(good);
      }
    }
    var stream = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    GradeBook book = new GradeBook(new DataOutputStream(new BufferedOutputStream(stream)));
    book.known.putAll(known);
    return book;
  }

  /// @return how many bytes of the file are whole grades
  private static long read(Path file, Map<String, Grade> known) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    var source = new java.io.ByteArrayInputStream(bytes);
    long good = 0;
    try (var in = new DataInputStream(source)) {
      while (source.available() > 0) {
        String key = in.readUTF();
        known.put(key, readGrade(in));
        good = (long) bytes.length - source.available();
      }
    } catch (EOFException | UTFDataFormatException | IllegalArgumentException e) {
      return good; // the last one was cut short
    }
    return good;
  }

  private static Grade readGrade(DataInputStream in) throws IOException {
    String submission = in.readUTF();
    String problem = in.readUTF();
    List<Mark> marks = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      marks.add(Mark.read(in));
    }
    List<String> story = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      story.add(in.readUTF());
    }
    return new Grade(submission, problem, marks, story);
  }

  /// The grade of equal sources under the same seeds.
  synchronized Optional<Grade> find(String key) {
    return Optional.ofNullable(known.get(key));
  }

  /// Writes a grade down.
  synchronized void put(String key, Grade grade) throws IOException {
    known.put(key, grade);
    out.writeUTF(key);
    out.writeUTF(grade.submission());
    out.writeUTF(cut(grade.problem()));
    out.writeInt(grade.marks().size());
    for (Mark mark : grade.marks()) {
      mark.write(out);
    }
    out.writeInt(grade.story().size());
    for (String line : grade.story()) {
      out.writeUTF(cut(line));
    }
    out.flush();
  }

  private static String cut(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + " …";
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

package ds.exercise.grading;

import ds.exercise.Exercises;
import ds.exercise.sandbox.Sandbox;
import ds.exercise.task.Exercise;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.scenario.Roster;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;

/// The process in which a learner's classes run. It reads the classes and then requests, and writes
/// answers, until its input ends.
///
/// Standard output is taken away before any of the classes is loaded, so nothing but this class can
/// answer.
public final class Worker<M> {

  /// What is asked, and what is answered.
  enum Sign {
    EXAMINE,
    STORY,
    TRACE,
    RUN,
    MARK,
    TOLD,
    END
  }

  private final Exercise<M> exercise;
  private final Examiner<M> examiner;
  private final DataInputStream in;
  private final DataOutputStream out;

  private Worker(
      Exercise<M> exercise,
      SortedMap<String, byte[]> classes,
      DataInputStream in,
      DataOutputStream out) {
    this.exercise = exercise;
    this.in = in;
    this.out = out;
    this.examiner = new Examiner<>(open(exercise, classes), this::signOfLife);
  }

  /// @param arguments the name of the exercise
  public static void main(String[] arguments) throws IOException {
    Exercise<?> exercise = Exercises.find(arguments[0]).orElseThrow();
    ChildProcess.work((in, out) -> work(exercise, in, out));
  }

  /// The classes in a sandbox, or what no test can use and each says why.
  private static <M> Solution<M> open(Exercise<M> exercise, SortedMap<String, byte[]> classes) {
    try {
      return new Sandbox<>(classes, exercise);
    } catch (IllegalArgumentException e) {
      return new Unusable<>(String.valueOf(e.getMessage()));
    }
  }

  private record Unusable<M>(String why) implements Solution<M> {

    @Override
    public Roster.Maker<M> nodes(String name) {
      throw new IllegalArgumentException(why);
    }

    @Override
    public <T> T make(String name, Class<T> type) {
      throw new IllegalArgumentException(why);
    }
  }

  private static <M> void work(Exercise<M> exercise, DataInputStream in, DataOutputStream out)
      throws IOException {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      classes.put(name, in.readNBytes(in.readInt()));
    }
    new Worker<>(exercise, classes, in, out).serve();
  }

  private void serve() throws IOException {
    signOfLife();
    while (true) {
      String sign;
      try {
        sign = in.readUTF();
      } catch (EOFException e) {
        return;
      }
      TestCase<M> test = exercise.find(in.readUTF()).orElseThrow();
      long seed = in.readLong();
      switch (Sign.valueOf(sign)) {
        case EXAMINE -> answer(examiner.examine(test, seed, in.readLong()));
        case TRACE -> answer(examiner.trace(test, seed, line -> answer(line)));
        case STORY -> {
          examiner.story(test, seed, in.readUTF()).forEach(line -> answer(line));
          out.writeUTF(Sign.END.name());
        }
        default -> throw new IOException("nobody asks " + sign);
      }
      out.flush();
    }
  }

  private void answer(Mark mark) throws IOException {
    out.writeUTF(Sign.MARK.name());
    mark.write(out);
  }

  private void answer(Told line) {
    try {
      out.writeUTF(Sign.TOLD.name());
      line.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("nobody listens any more", e);
    }
  }

  private void signOfLife() {
    try {
      out.writeUTF(Sign.RUN.name());
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("nobody listens any more", e);
    }
  }
}

package ds.exercise.grading;

import ds.lab.source.MemoryCompiler;
import ds.lab.source.MemoryCompiler.Result;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The compiler for sources of strangers, in a process of its own.
///
/// A dozen calls in each other that could mean two things each keep a compiler busy for years, and
/// constants made of constants fill any memory. A thread cannot be ended, and a full memory is
/// everybody's; a process has its own and can be ended, and the next sources get a fresh one. As
/// long as it answers it is kept, since a compiler has to warm up.
public final class CompilerProcess implements AutoCloseable {

  /// How much processor time sources may take: twenty times what the largest of ours takes in a
  /// cold compiler.
  private static final long SECONDS_MAX = 20;

  /// A hundred times what comes of the largest of ours. Constants repeated in many classes come to
  /// much more than their sources.
  private static final long CLASS_BYTES_MAX = 16_000_000;

  /// The longest error that is passed on: the name of a type may have any length.
  private static final int ERROR_MAX = 4_000;

  private final Patience patience;
  private Optional<ChildProcess<Result>> child = Optional.empty();

  public CompilerProcess() {
    this(Patience.of(SECONDS_MAX));
  }

  CompilerProcess(Patience patience) {
    this.patience = patience;
  }

  /// Compiles some sources together, or says in a sentence why that cannot be done.
  ///
  /// @param sources as for [MemoryCompiler#compile]
  public Result compile(Map<String, String> sources) throws InterruptedException {
    if (child.filter(ChildProcess::isAlive).isEmpty()) {
      child = Optional.of(start());
    }
    try {
      ask(sources, child.get().to());
    } catch (IOException e) { // it has died, so no answer will come
      close();
    }
    Optional<Result> result = child.isEmpty() ? Optional.empty() : child.get().next();
    if (result.isEmpty()) {
      close();
      return new Result.Errors(
          List.of(
              "the compiler gave up: it needs more than %d s, or more memory than it has"
                  .formatted(patience.secondsMax())));
    }
    return result.get();
  }

  private ChildProcess<Result> start() {
    List<String> options = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");
    try {
      Process process = ChildProcess.start(options, CompilerProcess.class);
      return new ChildProcess<>(process, patience, CompilerProcess::readResult);
    } catch (IOException e) {
      throw new UncheckedIOException("a process for the compiler cannot be started", e);
    }
  }

  @Override
  public void close() {
    child.ifPresent(ChildProcess::end);
    child = Optional.empty();
  }

  /// The process: it reads sources and writes what comes of them.
  public static void main(String[] arguments) throws IOException {
    ChildProcess.work((in, out) -> {
      while (true) {
        Map<String, String> sources;
        try {
          sources = readSources(in);
        } catch (EOFException e) {
          return;
        }
        answer(MemoryCompiler.compile(sources), out);
      }
    });
  }

  private static void ask(Map<String, String> sources, DataOutputStream to) throws IOException {
    to.writeInt(sources.size());
    for (Map.Entry<String, String> source : sources.entrySet()) {
      to.writeUTF(source.getKey());
      writeBytes(source.getValue().getBytes(StandardCharsets.UTF_8), to);
    }
    to.flush();
  }

  private static Map<String, String> readSources(DataInputStream in) throws IOException {
    SortedMap<String, String> sources = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      sources.put(in.readUTF(), new String(readBytes(in), StandardCharsets.UTF_8));
    }
    return sources;
  }

  private static void answer(Result result, DataOutputStream out) throws IOException {
    switch (bounded(result)) {
      case Result.Classes(var classes) -> {
        out.writeBoolean(true);
        out.writeInt(classes.size());
        for (Map.Entry<String, byte[]> each : classes.entrySet()) {
          out.writeUTF(each.getKey());
          writeBytes(each.getValue(), out);
        }
      }
      case Result.Errors(var errors) -> {
        out.writeBoolean(false);
        out.writeInt(errors.size());
        for (String error : errors) {
          out.writeUTF(error.length() <= ERROR_MAX ? error : error.substring(0, ERROR_MAX) + " …");
        }
      }
    }
    out.flush();
  }

  private static Result bounded(Result result) {
    if (result instanceof Result.Classes(var classes)) {
      long bytes = classes.values().stream().mapToLong(it -> it.length).sum();
      if (bytes > CLASS_BYTES_MAX) {
        return new Result.Errors(
            List.of(
                "its classes have %,d bytes; at most %,d are taken"
                    .formatted(bytes, CLASS_BYTES_MAX)));
      }
    }
    return result;
  }

  private static Result readResult(DataInputStream in) throws IOException {
    if (in.readBoolean()) {
      SortedMap<String, byte[]> classes = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        classes.put(in.readUTF(), readBytes(in));
      }
      return new Result.Classes(classes);
    }
    List<String> errors = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      errors.add(in.readUTF());
    }
    return new Result.Errors(errors);
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}

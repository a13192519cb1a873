package ds.workbench.exercise;

import ds.exercise.sandbox.Guard;
import ds.exercise.task.Exercise;
import ds.exercise.task.Material;
import ds.lab.source.MemoryCompiler;
import ds.workbench.site.place.Checkout;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a learner's work on an exercise lies: beside the handout, or in a folder of its own that
/// `./ds start` was told.
///
/// @param root of the repository
/// @param folder the learner's project
public record Workplace(Path root, Exercise<?> exercise, Path folder) {

  private static final String SOURCES = "src/main/java";

  /// Sources of a learner that nobody wrote by hand.
  private static final int SOURCES_MAX = 200;

  /// The option by which commands find another project than the one that was started.
  public static final class Choice {

    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "A project, or a folder with the package in it, if not what was started.")
    private @Nullable Path folder;

    public boolean isMade() {
      return folder != null;
    }

    /// The project that was chosen, or else the one that was started last, or would be.
    public Workplace of(Exercise<?> exercise) {
      return Workplace.of(Checkout.here().root(), exercise, Optional.ofNullable(folder));
    }
  }

  /// What comes of compiling what was written.
  public sealed interface Built {

    /// @param classes by binary name, to which the guard has no objections
    record Classes(SortedMap<String, byte[]> classes) implements Built {}

    /// @param why there are none, in a sentence
    /// @param errors the reasons, by line
    record Wrong(String why, List<String> errors) implements Built {
      public Wrong {
        errors = List.copyOf(errors);
      }
    }
  }

  /// Where the exercise was started last, or would be.
  public static Workplace of(Exercise<?> exercise) {
    return of(Checkout.here().root(), exercise, Optional.empty());
  }

  /// The same, or another place.
  static Workplace of(Path root, Exercise<?> exercise, Optional<Path> folder) {
    Path usual = root.resolve("app").resolve("exercises").resolve(exercise.name());
    Path chosen = folder.or(() -> noted(root, exercise)).orElse(usual);
    return new Workplace(root, exercise, chosen.toAbsolutePath().normalize());
  }

  private static Optional<Path> noted(Path root, Exercise<?> exercise) {
    Path note = note(root, exercise);
    try {
      return Files.isRegularFile(note)
          ? Optional.of(Path.of(Files.readString(note).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Notes that the exercise was started here, so that later commands find it.
  void note() throws IOException {
    Path note = note(root, exercise);
    Files.createDirectories(note.getParent());
    Files.writeString(note, folder + "\n");
  }

  private static Path note(Path root, Exercise<?> exercise) {
    return root.resolve(".ds").resolve("started").resolve(exercise.name());
  }

  /// A project's source folder, or the folder itself if it is no project but has the package in it.
  Path sources() {
    return isStarted() ? folder.resolve(SOURCES) : folder;
  }

  /// Whether it is a project as `./ds start` lays it out.
  boolean isStarted() {
    return Files.isDirectory(folder.resolve(SOURCES));
  }

  Material material() {
    return Material.of(root, exercise.name());
  }

  Progress progress() {
    return Progress.in(folder);
  }

  /// What the learner has written, by path below the source folder.
  SortedMap<String, String> written() {
    if (!isStarted() && !Files.isDirectory(folder.resolve(exercise.packageName()))) {
      throw Complaint.of(
          Exit.MISSING,
          "there is nothing of yours in " + folder,
          "begin with './ds start " + exercise.name() + "'");
    }
    SortedMap<String, String> sources;
    try {
      sources = Material.sources(sources());
    } catch (UncheckedIOException e) {
      String why = e.getCause() instanceof MalformedInputException ? " as UTF-8" : "";
      throw Complaint.of(
          Exit.MISSING, String.valueOf(e.getMessage()), "expected files that can be read" + why);
    }
    if (sources.isEmpty() || sources.size() > SOURCES_MAX) {
      throw Complaint.of(
          Exit.MISSING,
          "there are " + sources.size() + " Java files in " + sources(),
          "expected 1 to " + SOURCES_MAX);
    }
    return sources;
  }

  /// The learner's classes, or what is wrong with them.
  public Built compiled() {
    return switch (MemoryCompiler.compile(written())) {
      case MemoryCompiler.Result.Errors(var errors) ->
          new Built.Wrong("It does not compile.", errors);
      case MemoryCompiler.Result.Classes(var classes) -> {
        List<String> objections = Guard.objections(classes, exercise);
        yield objections.isEmpty()
            ? new Built.Classes(classes)
            : new Built.Wrong(
                "This is no node yet: something in it differs from run to run.", objections);
      }
    };
  }

  /// The test that failed first in the last check; empty if none did.
  public String failed() {
    return progress().failed();
  }

  /// What a command needs to find it: nothing where it was started, or the option of [Choice].
  String option() {
    String shown = shown();
    String typed = shown.matches("[\\w./-]+") ? shown : "'" + shown + "'";
    return equals(of(exercise)) ? "" : " --dir " + typed;
  }

  /// The folder as a person would type it.
  String shown() {
    Path here = Path.of("").toAbsolutePath();
    return folder.startsWith(here) ? here.relativize(folder).toString() : folder.toString();
  }
}

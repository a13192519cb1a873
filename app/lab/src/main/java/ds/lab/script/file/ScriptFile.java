package ds.lab.script.file;

import ds.lab.script.Language;
import ds.lab.script.Performance;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A script in a file. Its folder names the protocol: `scenarios/paxos/duel.txt`.
///
/// @param name for people: the folder and the file
public record ScriptFile(Path path, String name) {

  /// A larger file is no script.
  private static final long BYTES_MAX = 1 << 20;

  /// The scripts in the folders of `root`, by name.
  public static List<ScriptFile> all(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root, 2)) {
      return files.filter(ScriptFile::isScript).map(ScriptFile::of).sorted(byName()).toList();
    }
  }

  public static ScriptFile of(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    return new ScriptFile(absolute, nameOf(absolute.getParent()) + "/" + nameOf(absolute));
  }

  /// The name of the folder, which is the name of the protocol.
  public String protocol() {
    return nameOf(path.getParent());
  }

  /// What the script is about: the first sentence of its prose.
  public String title() throws IOException {
    try (Stream<String> lines = Files.lines(path)) {
      String prose =
          lines
              .takeWhile(line -> line.startsWith("# "))
              .map(line -> line.substring(2).strip())
              .collect(Collectors.joining(" "));
      return prose.split("(?<=[.?!]) (?=\\p{Lu})", 2)[0];
    }
  }

  public Performance play(Language language) {
    String text;
    try {
      if (Files.size(path) > BYTES_MAX) {
        return new Performance.Malformed(name + ": larger than " + BYTES_MAX + " bytes");
      }
      text = Files.readString(path);
    } catch (CharacterCodingException e) {
      return new Performance.Malformed(name + ": not UTF-8");
    } catch (IOException e) {
      return new Performance.Malformed(name + ": cannot be read: " + e);
    }
    return Performance.of(name, text, language);
  }

  /// Plays the script and, if nothing broke but it prints something else than it says, has it say
  /// what it prints. The old file stays whole until the new one is.
  ///
  /// @return what became of it before it was rewritten
  public Performance rewrite(Language language) throws IOException {
    Performance performance = play(language);
    if (performance instanceof Performance.Differs(var _, var rewritten)) {
      Path draft = Files.createTempFile(path.getParent(), "draft", null);
      try {
        Files.writeString(draft, rewritten);
        Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    }
    return performance;
  }

  private static boolean isScript(Path path) {
    return path.toString().endsWith(".txt") && Files.isRegularFile(path);
  }

  private static Comparator<ScriptFile> byName() {
    return Comparator.comparing(ScriptFile::name);
  }

  private static String nameOf(@Nullable Path path) {
    return path == null || path.getFileName() == null ? "" : path.getFileName().toString();
  }
}

package ds.workbench.research;

import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.StatusLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A study made again, into its folder.
public final class Reproduction {

  private final Study study;
  private final Path folder;
  private final PrintWriter out;
  private final StatusLine status;

  public Reproduction(Study study, Path folder, PrintWriter out) {
    this.study = study;
    this.folder = folder;
    this.out = out;
    this.status = new StatusLine(out);
  }

  /// Some trials, shown and forgotten.
  public Exit glance(int trials) {
    make(trials).table().forEach(out::println);
    out.flush();
    return Exit.OK;
  }

  /// All of it: data and figures are written, and the table is compared with the text.
  ///
  /// @param rewrite whether the text gets the new table if they differ
  public Exit whole(boolean rewrite) {
    Path file = folder.resolve("README.md");
    Text text = read(file);
    Findings findings = make(study.trials());
    findings.table().forEach(out::println);
    out.println();
    for (Map.Entry<String, String> made : findings.files().entrySet()) {
      String change = put(folder.resolve(made.getKey()), made.getValue());
      out.println(change + ": research/" + study.name() + "/" + made.getKey());
    }
    List<String> differences = text.differences(findings.table());
    if (differences.isEmpty()) {
      out.println("The text agrees.");
    } else if (rewrite) {
      write(file, text.with(findings.table()));
      out.println("The text has the new table now; read what it says about it.");
    } else {
      out.println("THE TEXT DISAGREES:");
      differences.forEach(out::println);
    }
    out.flush();
    return differences.isEmpty() || rewrite ? Exit.OK : Exit.FAILED;
  }

  private Findings make(int trials) {
    Findings findings = study.make(trials, doing -> status.show("  " + doing));
    status.clear();
    return findings;
  }

  private static Text read(Path file) {
    try {
      Text text = Text.of(Files.readString(file));
      if (!text.hasTable()) {
        throw Complaint.malformed(file + " has no table between '<!-- results -->' comments");
      }
      return text;
    } catch (IOException e) {
      throw Complaint.of(
          Exit.MISSING, "no text " + file, "expected the folder of the study below 'research'");
    }
  }

  /// Writes a file, unless it says the same already.
  ///
  /// @return what became of it
  private static String put(Path file, String content) {
    boolean isThere = Files.exists(file);
    if (isThere && says(file, content)) {
      return "as before";
    }
    write(file, content);
    return isThere ? "changed" : "written";
  }

  private static boolean says(Path file, String content) {
    try {
      return Files.readString(file).equals(content);
    } catch (IOException _) { // what is no text says something else
      return false;
    }
  }

  private static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw Complaint.of(Exit.UNWRITABLE, "cannot write " + file, "expected a folder to write in");
    }
  }
}

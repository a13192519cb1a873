package ds.workbench.script;

import ds.lab.script.Language;
import ds.lab.script.Performance;
import ds.lab.script.file.ScriptFile;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Paint;
import ds.workbench.terminal.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;

/// Plays scripts and tells what becomes of each.
public final class Recital {

  private final PrintWriter out;

  public Recital(PrintWriter out) {
    this.out = out;
  }

  /// Plays a script and tells it whole, or only where it prints something else than it says.
  public Exit tell(ScriptFile script, Language language) throws IOException {
    Performance performance = script.play(language);
    if (performance instanceof Performance.Passed) {
      printText(Files.readString(script.path())); // it prints what it says
    }
    Exit exit = check(script, performance);
    if (exit == Exit.OK && Shelf.scripts().contains(script)) {
      out.println("in the browser: ./ds open " + Shelf.name(script));
      out.flush();
    }
    return exit;
  }

  /// Plays a script and tells in a line that it prints what it says, or where it does not.
  public Exit check(ScriptFile script, Language language) {
    return check(script, script.play(language));
  }

  private Exit check(ScriptFile script, Performance performance) {
    String advice = "; if that is right, --rewrite has it say so";
    return verdict(script, performance, Exit.FAILED, "prints something else than it says" + advice);
  }

  /// Plays a script and, if it prints something else than it says, has it say what it prints.
  public Exit rewrite(ScriptFile script, Language language) {
    return verdict(script, rewritten(script, language), Exit.OK, "is rewritten");
  }

  /// @param onDifference how a script ends that prints something else than it says
  /// @param then what is said about it
  private Exit verdict(ScriptFile script, Performance performance, Exit onDifference, String then) {
    Exit exit =
        switch (performance) {
          case Performance.Passed(int blocks) when blocks == 0 ->
              throw Complaint.malformed(
                  script.name() + ":1: found nothing to do; expected commands");
          case Performance.Passed _ -> {
            out.println(Paint.GREEN.on(script.name() + " prints what it says"));
            yield Exit.OK;
          }
          case Performance.Differs(var difference, var _) -> {
            printDifference(difference);
            out.printf("%n%s %s%n", script.name(), then);
            yield onDifference;
          }
          case Performance.Malformed(var why) -> throw Complaint.malformed(Printable.text(why));
          case Performance.Failed(var why) -> {
            printDifference(why);
            yield Exit.FAILED;
          }
        };
    out.flush();
    return exit;
  }

  private static Performance rewritten(ScriptFile script, Language language) {
    try {
      return script.rewrite(language);
    } catch (IOException e) {
      throw Complaint.of(
          Exit.UNWRITABLE,
          "cannot rewrite " + script.name() + " (" + e.getMessage() + ")",
          "expected a file and a folder that can be written");
    }
  }

  /// Commands are what a reader looks for in a script.
  private void printText(String text) {
    boolean isPrinted = false;
    for (String line : text.stripTrailing().lines().map(Printable::text).toList()) {
      isPrinted = line.startsWith("----") || (isPrinted && !line.isBlank());
      boolean isCommand = !isPrinted && !line.isBlank() && !line.startsWith("#");
      out.println(isCommand ? Paint.BOLD.on(line) : line);
    }
    out.println();
  }

  private void printDifference(String difference) {
    for (String line : difference.lines().map(Printable::text).toList()) {
      out.println(
          switch (line) {
            case String missing when missing.startsWith("  - ") -> Paint.RED.on(line);
            case String added when added.startsWith("  + ") -> Paint.GREEN.on(line);
            default -> line;
          });
    }
  }
}

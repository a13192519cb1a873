package ds.workbench;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/// What the build runs once so that Java can note which classes a command needs, and load them from
/// its cache ever after (JEP 514). It touches nothing and prints nothing.
public final class Rehearsal {

  private static final List<String> LINES =
      List.of("--help", "--version", "completion bash", "test --help", "no-such-command");

  private Rehearsal() {}

  /// Plays the command lines to an empty house.
  public static void main(String[] arguments) {
    for (String line : LINES) {
      Ds.commandLine()
          .setOut(new PrintWriter(Writer.nullWriter()))
          .setErr(new PrintWriter(Writer.nullWriter()))
          .execute(line.split(" "));
    }
  }
}

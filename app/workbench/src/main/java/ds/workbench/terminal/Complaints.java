package ds.workbench.terminal;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns whatever goes wrong into one line and an exit code.
public final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    say(
        command,
        wrong(problem) + "; see '" + command.getCommandSpec().qualifiedName() + " --help'");
    return Exit.USAGE.code();
  }

  @Override
  public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
    if (problem instanceof Complaint complaint) {
      say(command, String.valueOf(complaint.getMessage()));
      return complaint.exit().code();
    }
    say(command, "defect: " + problem + "; please report it with the trace below");
    problem.printStackTrace(command.getErr());
    return Exit.DEFECT.code();
  }

  private static void say(CommandLine command, String message) {
    command.getErr().println(command.getColorScheme().errorText("ds: ") + message);
    command.getErr().flush();
  }

  private static String wrong(ParameterException problem) {
    return problem instanceof UnmatchedArgumentException unmatched
        ? wrong(unmatched)
        : decapitalized(problem);
  }

  private static String wrong(UnmatchedArgumentException problem) {
    CommandLine command = problem.getCommandLine();
    String first = problem.getUnmatched().getFirst();
    if (first.startsWith("-")) {
      return "unknown option '" + first + "'" + Complaint.suggestion(first, options(command));
    }
    List<String> commands = List.copyOf(command.getSubcommands().keySet());
    return commands.isEmpty()
        ? "'" + first + "' is one argument too many"
        : Complaint.unknownName("command", first, commands);
  }

  private static List<String> options(CommandLine command) {
    var names = new ArrayList<String>();
    command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
    return names;
  }

  private static String decapitalized(Exception problem) {
    var message = String.valueOf(problem.getMessage());
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}

package ds.workbench;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints a script with which a shell completes our commands.
@Command(
    name = "completion",
    description = "Print a script with which bash or zsh completes the commands.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  source <(./ds completion bash)            for this shell",
      "  ./ds completion zsh >> ~/.zshrc           for every zsh to come",
    })
final class CompletionCommand implements Runnable {

  /// The shells whose language the script speaks.
  enum Shell {
    bash,
    zsh
  }

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      defaultValue = "bash",
      description = "The shell: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Shell shell;

  @Override
  public void run() {
    String script = AutoComplete.bash("ds", spec.root().commandLine());
    var out = spec.commandLine().getOut();
    if (shell == Shell.zsh) {
      // The script is for bash; this is how zsh understands it.
      out.println("autoload -U +X compinit && compinit");
    }
    out.print(script);
    out.println("complete -F _complete_ds -o default ./ds");
    out.flush();
  }
}

package ds.workbench;

import ds.lab.scenario.Property;
import ds.lab.scenario.Scenario;
import ds.scenario.Catalogue;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Lists what can be simulated.
@Command(
    name = "scenarios",
    description = "List the scenarios: what each shows, and what it promises.",
    footerHeading = "%n",
    footer = {"Examples:", "  ./ds scenarios", "  ./ds scenarios | grep always"})
final class ScenariosCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (Scenario<?> scenario : Catalogue.all()) {
      Text name = spec.commandLine().getColorScheme().commandText(scenario.name());
      out.printf("%s  %s%n", name, cast(scenario));
      out.printf("    %s%n", scenario.about());
      scenario.properties().forEach(property -> out.printf("    %s%n", promise(property)));
      out.println();
    }
    out.flush();
  }

  private static String cast(Scenario<?> scenario) {
    int servers = scenario.roster().servers();
    int clients = scenario.roster().clients();
    return "(%d servers%s)".formatted(servers, clients == 0 ? "" : ", " + clients + " clients");
  }

  private static String promise(Property<?> property) {
    String kind =
        switch (property) {
          case Property.Always<?> _ -> "always";
          case Property.Sometimes<?> _ -> "sometimes";
          case Property.Eventually<?> _ -> "eventually";
          case Property.Judged<?> _ -> "judged";
        };
    return "%-11s%s".formatted(kind, property.name());
  }
}

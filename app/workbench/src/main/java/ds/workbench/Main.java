package ds.workbench;

/// Where `./ds` enters.
public final class Main {

  private Main() {}

  /// Runs one command line.
  public static void main(String[] arguments) {
    System.exit(Ds.commandLine().execute(Ds.asked(arguments)));
  }
}

package ds.workbench.door;

import ds.workbench.site.Site;
import ds.workbench.site.place.Checkout;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/// What `./ds` does without a command, and `./ds open` with a run: it opens the front door and
/// shows the way to it.
public final class Reception {

  private static final int PORT_MAX = 65_535;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "7500",
      description = "The port where pages are served, ${DEFAULT-VALUE}; the next if it is taken.")
  private int port;

  @Option(
      names = "--no-browser",
      description = "Only say where the pages are, and open no browser.")
  private boolean isQuiet;

  /// Serves the site until somebody ends the process.
  public void receive(PrintWriter out) {
    receive(out, "");
  }

  /// Serves the site until somebody ends the process, and shows one of its pages.
  ///
  /// @param page behind the address of the site, such as `run.html#raft?seed=42`
  public void receive(PrintWriter out, String page) {
    if (port < 1 || port > PORT_MAX) {
      throw Complaint.of(Exit.USAGE, "--port " + port, "expected 1 to " + PORT_MAX);
    }
    FrontDoor door = open();
    Runtime.getRuntime().addShutdownHook(new Thread(door::close, "shutdown"));
    if (door.port() != port) {
      out.printf("port %d is taken, %d is free%n", port, door.port());
    }
    URI address = URI.create(door.address() + page);
    boolean isOpened = !isQuiet && Browser.open(address);
    out.printf("%s %s%n", isOpened ? "opened in your browser:" : "open", address);
    out.println("'./ds --help' lists the commands. Ctrl-C ends this.");
    out.flush();
    awaitEnd();
  }

  private FrontDoor open() {
    try {
      return FrontDoor.open(Site.of(Checkout.here()), port);
    } catch (IOException e) {
      throw Complaint.of(
          Exit.UNAVAILABLE,
          "cannot serve at port " + port + " and above: " + e.getMessage(),
          "expected a free port; '--port' names another");
    }
  }

  /// Nothing counts this down: an interrupt ends the process, and its shutdown closes the door.
  private static void awaitEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

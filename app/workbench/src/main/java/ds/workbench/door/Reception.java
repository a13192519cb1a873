package ds.workbench.door;

import com.sun.net.httpserver.HttpHandler;
import ds.workbench.door.cluster.ClusterDesk;
import ds.workbench.door.cluster.LiveCluster;
import ds.workbench.kv.embedded.Plan;
import ds.workbench.kv.flags.LogFlags;
import ds.workbench.site.Site;
import ds.workbench.site.page.ClusterPage;
import ds.workbench.site.place.Checkout;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/// What `./ds` does without a command, and `./ds open` with a run: it opens the front door and
/// shows the way to it.
public final class Reception {

  private static final int PORT_MAX = 65_535;

  /// That of `./ds up kv`: both find the same data.
  private static final String CLUSTER_FOLDER = "kv.data";

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

  /// Serves the site, with a cluster beside it, until somebody ends the process.
  public void receiveWithCluster(PrintWriter out) {
    Site site = Site.of(Checkout.here());
    Plan.Search search = LiveCluster.search(Path.of(CLUSTER_FOLDER));
    Optional<LiveCluster> cluster = search.plan().map(LiveCluster::of);
    if (cluster.isPresent()) {
      open(out, site.with(ClusterPage.of()), "", Map.of("/live/", new ClusterDesk(cluster.get())));
      start(cluster.get(), search.obstacles(), out);
    } else {
      open(out, site, "", Map.of());
      out.println("no cluster:");
      search.obstacles().forEach(obstacle -> out.println("  " + obstacle));
    }
    stay(out);
  }

  /// Serves the site until somebody ends the process, and shows one of its pages.
  ///
  /// @param page behind the address of the site, such as `run.html#raft?seed=42`
  public void receive(PrintWriter out, String page) {
    receive(out, page, Map.of());
  }

  /// The same, with something beside the site.
  ///
  /// @param wings what else answers, by the beginning of the path
  public void receive(PrintWriter out, String page, Map<String, HttpHandler> wings) {
    open(out, Site.of(Checkout.here()), page, wings);
    stay(out);
  }

  private void open(PrintWriter out, Site site, String page, Map<String, HttpHandler> wings) {
    if (port < 1 || port > PORT_MAX) {
      throw Complaint.of(Exit.USAGE, "--port " + port, "expected 1 to " + PORT_MAX);
    }
    FrontDoor door = open(site, wings);
    if (door.port() != port) {
      out.printf("port %d is taken, %d is free%n", port, door.port());
    }
    URI address = URI.create(door.address() + page);
    boolean isOpened = !isQuiet && Browser.open(address);
    out.printf("%s %s%n", isOpened ? "opened in your browser:" : "open", address);
    out.flush();
  }

  /// The pages are there whether or not the members can be started.
  private static void start(LiveCluster cluster, List<String> obstacles, PrintWriter out) {
    Plan plan = cluster.plan();
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "end of the cluster"));
    if (!obstacles.isEmpty()) {
      out.printf("%s; the cluster has the ports from %d on%n", obstacles.getFirst(), plan.port());
    }
    try {
      Files.createDirectories(plan.data());
      LogFlags.logInto(plan.data().resolve("log.txt"));
      cluster.start();
      out.printf("a cluster of three keeps its data in %s%n", plan.data());
      out.printf("  export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=%s%n", plan.endpoints());
    } catch (IOException | Complaint e) {
      out.printf("the cluster is not whole, for %s cannot be used: %s%n", plan.data(), reason(e));
    }
  }

  /// What kind of failure it is, where its message says nothing but the file.
  private static String reason(Exception e) {
    return e instanceof FileSystemException file && file.getReason() == null
        ? e.getClass().getSimpleName().replace("Exception", " ") + file.getFile()
        : String.valueOf(e.getMessage());
  }

  private static void stay(PrintWriter out) {
    out.println("'./ds --help' lists the commands. Ctrl-C ends this.");
    out.flush();
    awaitEnd();
  }

  private FrontDoor open(Site site, Map<String, HttpHandler> wings) {
    try {
      return FrontDoor.open(site, port, wings);
    } catch (IOException e) {
      throw Complaint.of(
          Exit.UNAVAILABLE,
          "cannot serve at port " + port + " and above: " + e.getMessage(),
          "expected a free port; '--port' names another");
    }
  }

  /// Nothing counts this down: Ctrl-C ends the process, and the door with it.
  private static void awaitEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

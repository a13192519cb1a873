package ds.workbench.site.page;

import ds.workbench.site.html.Highlight;
import ds.workbench.site.place.Address;
import java.util.function.Predicate;

/// The first page: what this is, the way through it, and what can be done at once, on one screen.
public final class HomePage {

  private static final String COMMANDS =
      """
      ./ds simulate raft --seeds 1..1000    # a thousand runs under every fault
      ./ds start ping                       # write a node of your own
      ./ds up kv                            # three servers, for etcdctl and jetcd
      """;

  private HomePage() {}

  /// @param isThere whether the site has something at an address
  public static Sheet of(Predicate<String> isThere) {
    return new Sheet(
        "index.html",
        "Distributed Systems",
        "home",
        opening() + doors(isThere) + path(),
        "",
        false);
  }

  /// The page that a run is opened on.
  public static Sheet debugger() {
    return new Sheet(
        Address.RUN,
        "Debugger",
        "wide",
        """
        <h1 class="visually-hidden">Debugger</h1>
        <noscript><p class="card alone">What is debugged here runs in the page itself, and this
        browser runs no scripts. <a href="reference/index.html">The chapters</a> have pictures of
        runs, and <code>./ds simulate</code> tells one as text.</p></noscript>
        <ds-debugger page></ds-debugger>\
        """,
        "",
        true);
  }

  /// What is shown where there is no page.
  ///
  /// @param address where it is shown, and where its links hold
  public static Sheet missing(String address) {
    return new Sheet(
        address,
        "No such page",
        "missing",
        """
        <article>
        <h1>There is no such page</h1>
        <p>Nothing lies at this address. It may have been moved, or a letter is wrong.</p>
        <p>All pages are searched with the key <kbd>/</kbd>; <a href="%s">the first page</a> leads
        to each of them.</p>
        </article>
        """
            .formatted(Address.relative(address, "index.html")),
        "",
        false);
  }

  private static String opening() {
    return """
    <section class="opening">
    <h1>Distributed Systems</h1>
    <p class="lead">Learn distributed systems by building real ones,
    and build ones that can be trusted.</p>
    <p>A <em>node</em> is a plain Java class that handles one event at a time. The same class
    runs in a seeded simulator with every kind of fault, steps through a script by hand, compiles
    to WebAssembly with the same steps for the same seed, and serves real clients over real sockets
    and disks. A failing run is one command, and it comes as a story.</p>
    </section>
    """;
  }

  private static String doors(Predicate<String> isThere) {
    return """
    <section class="doors" aria-label="Begin">
    """
        + door(
            "reference/index.html",
            "Read a chapter",
            "Theory that begins with a run that goes wrong, and the code that makes it right.",
            "Open the reference")
        + (isThere.test(Address.RUN)
            ? door(
                Address.RUN,
                "Watch and break a system",
                "Elect a leader, kill it, cut a link, deliver a message late. Every step can be"
                    + " undone.",
                "Open the debugger")
            : door(
                "app/exercises/ping/index.html",
                "Write a node",
                "Ten minutes from a skeleton to a node that survives a network which loses things.",
                "Begin with ping"))
        + (isThere.test(ClusterPage.ADDRESS)
            ? door(
                ClusterPage.ADDRESS,
                "Kill a leader",
                "Three servers of a store that etcdctl understands run beside this page: yours to"
                    + " use, cut off and kill.",
                "See the cluster")
            : door(
                "app/systems/kv/index.html",
                "Run a cluster",
                "Three servers of a store that etcdctl understands: one command, and yours to"
                    + " kill.",
                "Read how"))
        + "</section>\n";
  }

  private static String door(String to, String title, String words, String way) {
    return """
    <div class="card"><h2>%s</h2><p>%s</p>
    <p><a class="button" href="%s">%s</a></p></div>
    """
        .formatted(title, words, to, way);
  }

  private static String path() {
    return """
    <section class="path" aria-labelledby="path">
    <h2 id="path">The way through</h2>
    <ol>
    <li><a href="reference/index.html">Reference</a>
    <span>why it is hard, and which ideas hold</span></li>
    <li><a href="research/index.html">Research</a>
    <span>what really happened, measured and reproduced</span></li>
    <li><a href="app/index.html">Programs and exercises</a>
    <span>the code, and nodes of your own that are judged</span></li>
    </ol>
    <pre><code>%s</code></pre>
    </section>
    """
        .formatted(Highlight.code(COMMANDS, "sh"));
  }
}

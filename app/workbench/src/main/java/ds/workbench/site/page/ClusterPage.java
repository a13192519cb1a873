package ds.workbench.site.page;

/// The page of the live cluster. Only a site with a server of its own has it.
public final class ClusterPage {

  public static final String ADDRESS = "cluster.html";

  private ClusterPage() {}

  public static Sheet of() {
    return new Sheet(
        ADDRESS, "Live cluster", "cluster", opening() + members() + keys() + terminal(), "", false);
  }

  private static String opening() {
    return """
    <link rel="stylesheet" href="debugger/debugger.css">
    <link rel="stylesheet" href="cluster/cluster.css">
    <script type="module" src="cluster/cluster.js"></script>
    <h1>A cluster, live</h1>
    <p class="lead">Three members of a <a href="app/systems/kv/index.html">key-value store</a> run
    beside this page. Kill the one that leads, and watch what the others say to each other until one
    of them takes over.</p>
    <noscript><p class="card">This page shows the members by a script, and this browser runs none.
    <code>etcdctl</code> reaches them as well.</p></noscript>
    <p id="absent" class="card" role="status" hidden>The members are starting.</p>
    """;
  }

  private static String members() {
    return """
    <div id="live" hidden>
    <section aria-labelledby="now">
    <div class="heading"><h2 id="now">As it happens</h2>
    <label>the last <select id="span" data-explain="How much of the time that has just passed the
    diagram shows."><option value="2">2 s</option>
    <option value="10" selected>10 s</option><option value="60">60 s</option></select></label>
    <button type="button" class="button" id="hold" aria-pressed="false" data-explain="The diagram
    stands still; the members go on.">Hold</button></div>
    <div id="film" class="dsd"></div>
    <p id="gaps"></p>
    <p id="said" role="status"></p>
    <ul id="members" class="members"></ul>
    <div id="links" class="links" role="group" aria-label="Links between members"></div>
    <dl class="figures">
    <div><dt>Writes a second</dt><dd id="writes">0</dd><dd><svg id="writes-line"></svg></dd></div>
    <div><dt>Mean time of a write</dt><dd id="millis">–</dd><dd><svg id="millis-line"></svg></dd>
    </div>
    <div><dt>Without a leader, last</dt><dd id="gap">–</dd></div>
    </dl>
    <p><button type="button" class="button" id="traffic" aria-pressed="false" data-explain="Puts
    one key after the other, twenty a second at most, until you press it again: what an election
    costs is seen in the figures.">Write all the time</button></p>
    </section>
    <section id="election" hidden aria-labelledby="elected">
    <h2 id="elected">The last election, step by step</h2>
    <p id="story" role="status"></p>
    <div id="close-up" class="dsd"></div>
    </section>
    """;
  }

  private static String keys() {
    return """
    <section aria-labelledby="keys">
    <h2 id="keys">Keys</h2>
    <p class="soft">What is put is kept in <code id="data"></code>, and is there again when the
    cluster is started the next time.</p>
    <form id="put">
    <label>Key <input name="key" value="greeting" required autocomplete="off"></label>
    <label>Value <input name="value" value="hello" autocomplete="off"></label>
    <button class="button primary" data-explain="Writes the value at the key. It is answered when a
    majority has it on disk.">Put</button>
    <button type="button" class="button" id="get" data-explain="Reads the key, as the last write
    before it left it.">Get</button>
    </form>
    <p id="answer" role="status"></p>
    <form id="watch">
    <label>Watch keys that begin with <input name="prefix" autocomplete="off"
    placeholder="all keys"></label>
    <button class="button" data-explain="Begins the list below anew, with what changes from now
    on.">Watch</button>
    </form>
    <ol id="changes" aria-label="What changes" tabindex="0" reversed></ol>
    </section>
    """;
  }

  private static String terminal() {
    return """
    <section aria-labelledby="terminal">
    <h2 id="terminal">From a terminal</h2>
    <p>The members speak etcd's API, so etcd's own client works. They listen to this machine alone,
    and answer no page but this one.</p>
    <pre><code id="etcdctl"></code></pre>
    <p>All that happens to the members is recorded, too. When this is over, the same classes live
    through it once more, and the promises of Raft are held against each step:</p>
    <pre><code id="replay"></code></pre>
    </section>
    </div>
    """;
  }
}

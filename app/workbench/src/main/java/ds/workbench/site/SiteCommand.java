package ds.workbench.site;

import ds.workbench.site.place.Checkout;
import ds.workbench.site.place.Defect;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes the site into a folder, or brings the excerpts and figures in its texts up to date.
@Command(
    name = "site",
    description = {
      "Write the site into a folder that any web server can hand out: static files, relative"
          + " links,",
      "no back end. './ds' alone serves the same pages on this machine.",
    },
    footerHeading = "%n",
    footer = {
      "Ends with 1 if a link is dead, an excerpt or a figure stale, or an image missing; each is"
          + " named.",
      "",
      "All links are relative, so the folder may lie anywhere below a server's root. Pushed as it",
      "is, it is what GitHub Pages serves, which shows its 404.html where nothing is. Opened as a",
      "file (file:///) it can be read, but browsers run the search and the debugger only from a",
      "server.",
      "",
      "Examples:",
      "  ./ds site --out public                          the site, say for GitHub Pages",
      "  python3 -m http.server --directory public       the same, served by something else",
      "  ./ds site                        only look for dead links, stale excerpts and figures",
      "  ./ds site --excerpts             take the code in the texts from the sources again",
      "  ./ds site --figures              draw the runs in the texts anew",
    })
public final class SiteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder, made if need be. What else lies in it stays.")
  private @Nullable Path folder;

  @Option(
      names = "--excerpts",
      description = "Rewrite the code below '<!-- code: FILE#NAME -->' in the texts.")
  private boolean excerpts;

  @Option(
      names = "--figures",
      description =
          "Draw the pictures below '<!-- figure: LINK -->' in the texts anew, as './ds picture'"
              + " does; their captions are yours to read again.")
  private boolean figures;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Checkout checkout = Checkout.here();
    Site site = Site.of(checkout);
    refresh(site, out);
    if (excerpts || figures) {
      site = Site.of(checkout);
    }
    List<Defect> defects = site.defects();
    defects.forEach(out::println);
    if (folder != null) {
      write(site, folder, out);
    }
    out.flush();
    return (defects.isEmpty() ? Exit.OK : Exit.FAILED).code();
  }

  private void refresh(Site site, PrintWriter out) {
    try {
      SortedSet<String> changed = new TreeSet<>();
      if (excerpts) {
        changed.addAll(site.refreshExcerpts());
      }
      if (figures) {
        changed.addAll(site.redrawFigures());
      }
      changed.forEach(file -> out.println("rewrote " + file));
    } catch (IOException e) {
      throw unwritable("a text or a figure", e);
    }
  }

  private static void write(Site site, Path folder, PrintWriter out) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw Complaint.of(
          Exit.UNWRITABLE, folder + " is no folder", "expected a folder, or no file");
    }
    try {
      out.println("%d files in %s".formatted(site.write(folder), folder));
    } catch (IOException e) {
      throw unwritable(folder.toString(), e);
    }
  }

  private static Complaint unwritable(String what, IOException e) {
    return Complaint.of(
        Exit.UNWRITABLE,
        "cannot write " + what + ": " + e.getMessage(),
        "expected room and rights");
  }
}

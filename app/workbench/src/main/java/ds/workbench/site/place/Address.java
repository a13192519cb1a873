package ds.workbench.site.place;

import java.util.ArrayDeque;
import java.util.Deque;

/// Where the page of a file lies on the site. Folders stay what they are in the repository, so that
/// an address can be guessed from a name: `reference/raft.md` is found under `reference/raft.html`,
/// and a source under `source/`, with `.html` behind its name.
public final class Address {

  /// The opened debugger.
  public static final String RUN = "run.html";

  private static final String SOURCE = "source/";

  private Address() {}

  /// The page made of a Markdown file.
  public static String ofPage(String file) {
    if (file.equals("README.md")) {
      return "readme.html";
    }
    return file.endsWith("/README.md")
        ? file.replaceFirst("README\\.md$", "index.html")
        : file.replaceFirst("\\.md$", ".html");
  }

  /// The page that shows a file as it is.
  public static String ofSource(String file) {
    return SOURCE + file + ".html";
  }

  /// The page that lists a folder.
  public static String ofFolder(String folder) {
    return folder.isEmpty() ? SOURCE + "index.html" : SOURCE + folder + "/index.html";
  }

  /// The folder of a name, or nothing for what lies at the top.
  public static String folderOf(String name) {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  /// What comes of a link with `.` and `..` in it, seen from a folder; names that climb out of the
  /// root begin with `..`.
  public static String resolve(String folder, String link) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + link).split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /// The relative link from one address of the site to another: it holds in whatever folder of
  /// whatever server the site lies.
  public static String relative(String from, String to) {
    String[] here = folderOf(from).isEmpty() ? new String[0] : folderOf(from).split("/", -1);
    String[] there = to.split("/", -1);
    int common = 0;
    while (common < here.length
        && common < there.length - 1
        && here[common].equals(there[common])) {
      common++;
    }
    StringBuilder link = new StringBuilder("../".repeat(here.length - common));
    for (int i = common; i < there.length; i++) {
      link.append(there[i]).append(i < there.length - 1 ? "/" : "");
    }
    return link.toString();
  }
}

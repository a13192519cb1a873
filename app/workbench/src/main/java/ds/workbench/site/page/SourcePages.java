package ds.workbench.site.page;

import ds.workbench.site.html.Highlight;
import ds.workbench.site.html.Html;
import ds.workbench.site.place.Address;
import ds.workbench.site.place.Checkout;
import ds.workbench.site.text.Press;
import java.util.List;
import java.util.stream.Collectors;

/// The files and folders that texts lead to: code with numbered lines, and a package with its
/// opening.
public final class SourcePages {

  private static final String OPENING = "package-info.java";

  private final Checkout checkout;
  private final Press press;

  public SourcePages(Checkout checkout, Press press) {
    this.checkout = checkout;
    this.press = press;
  }

  /// @param name of a file, or of a folder with a slash behind
  public Sheet of(String name) {
    return name.endsWith("/") ? folder(name.substring(0, name.length() - 1)) : file(name);
  }

  private Sheet file(String file) {
    String address = Address.ofSource(file);
    String text = checkout.text(file);
    String opening = file.endsWith(OPENING) ? opening(file, address) : "";
    String[] lines = Highlight.code(text, language(file)).split("\n", -1);
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < lines.length - (text.endsWith("\n") ? 1 : 0); i++) {
      code.append(
          """
          <span class="line" id="L%1$d"><a href="#L%1$d" tabindex="-1">%1$d</a>%2$s
          </span>\
          """
              .formatted(i + 1, lines[i]));
    }
    String main =
        "%s<h1 class=\"%s\">%s</h1>\n%s<pre class=\"numbered\"><code>%s</code></pre>"
            .formatted(
                way(address, file),
                "file",
                Html.text(file.substring(file.lastIndexOf('/') + 1)),
                opening,
                code);
    return new Sheet(address, file.substring(file.lastIndexOf('/') + 1), "source", main, "", false);
  }

  private Sheet folder(String folder) {
    String address = Address.ofFolder(folder);
    List<String> inside = checkout.list(folder);
    String opening = inside.contains(OPENING) ? opening(folder + "/" + OPENING, address) : "";
    String list =
        inside.stream()
            .map(SourcePages::item)
            .collect(Collectors.joining("", "<ul class=\"files\">\n", "</ul>\n"));
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    String main =
        "<p class=\"way\">%s</p>\n<h1 class=\"file\">%s/</h1>\n%s%s"
            .formatted(Html.text(Address.folderOf(folder)), Html.text(name), opening, list);
    return new Sheet(address, name + "/", "source", main, "", false);
  }

  private static String item(String name) {
    String page = name + (name.endsWith("/") ? "index.html" : ".html");
    return "<li><a href=\"%s\">%s</a></li>\n".formatted(page, Html.text(name));
  }

  /// What a package says of itself is Markdown behind `///`.
  private String opening(String file, String address) {
    String text =
        checkout
            .text(file)
            .lines()
            .takeWhile(line -> line.startsWith("///"))
            .map(line -> line.replaceFirst("^/// ?", ""))
            .map(line -> line.replaceFirst("^#", "##"))
            .map(SourcePages::withoutReferences)
            .collect(Collectors.joining("\n"));
    return "<div class=\"opening\">\n" + press.passage(text, file, address) + "</div>\n";
  }

  /// A reference to a type, `[Step]` or `[the step][Step]`, leads somewhere only within Javadoc.
  private static String withoutReferences(String line) {
    return line.replaceAll("\\[([^]\\[]+)]\\[[^]\\[]+]", "$1")
        .replaceAll("\\[([A-Z#][^]\\[(]*(?:\\([^)]*\\))?)](?!\\()", "`$1`");
  }

  private static String way(String address, String name) {
    String folder = Address.folderOf(name);
    return folder.isEmpty()
        ? ""
        : "<p class=\"way\"><a href=\"%s\">%s</a></p>\n"
            .formatted(Address.relative(address, Address.ofFolder(folder)), Html.text(folder));
  }

  private static String language(String file) {
    return file.substring(file.lastIndexOf('.') + 1);
  }
}

package ds.workbench.site.page;

import ds.workbench.site.html.Html;
import ds.workbench.site.place.Address;
import ds.workbench.site.text.Book;
import ds.workbench.site.text.Manuscript;
import java.util.List;
import java.util.function.Predicate;

/// The frame of every page. Its links are relative, so it stands on any server, in any folder.
public final class Frame {

  private static final String NAME = "Distributed Systems";

  /// Without it a run stays a picture.
  private static final String DEBUGGER = "debugger/debugger.js";

  private final Book book;
  private final Predicate<String> isThere;

  /// @param isThere whether the site has something at an address: what has not been built is not
  ///   announced
  public Frame(Book book, Predicate<String> isThere) {
    this.book = book;
    this.isThere = isThere;
  }

  /// The whole page.
  public String around(Sheet sheet) {
    String from = sheet.address();
    String title = sheet.title().equals(NAME) ? NAME : sheet.title() + " · " + NAME;
    return """
    <!DOCTYPE html>
    <html lang="en" data-root="%1$s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>%2$s</title>
    <link rel="icon" href="%1$sicon.svg" type="image/svg+xml">
    <script src="%1$stheme.js"></script>
    <link rel="stylesheet" href="%1$sstyle.css">
    <script type="module" src="%1$spage.js"></script>
    %3$s</head>
    <body class="%4$s">
    <a class="skip" href="#main">Skip to the text</a>
    %5$s
    <div class="frame">
    %6$s<main id="main" tabindex="-1">
    %7$s
    </main>
    %8$s</div>
    %9$s
    </body>
    </html>
    """
        .formatted(
            root(from),
            Html.text(title),
            sheet.isLive() && isThere.test(DEBUGGER) ? live(from) : "",
            sheet.kind(),
            bar(sheet),
            sheet.kind().equals("text") ? contents(from) : "",
            sheet.main(),
            sheet.aside().isEmpty() ? "" : aside(sheet.aside()),
            foot(from));
  }

  private static String root(String from) {
    return "../".repeat((int) from.chars().filter(letter -> letter == '/').count());
  }

  private static String live(String from) {
    return """
    <link rel="stylesheet" href="%1$sdebugger/debugger.css">
    <script type="module" src="%1$sdebugger/debugger.js"></script>
    """
        .formatted(root(from));
  }

  private String bar(Sheet sheet) {
    String from = sheet.address();
    StringBuilder ways = new StringBuilder();
    if (sheet.kind().equals("text")) {
      ways.append("<li class=\"narrow\"><a href=\"#contents\">Contents</a></li>");
    }
    way(from, "reference/index.html", "Reference", from.startsWith("reference/"), ways);
    way(from, "research/index.html", "Research", from.startsWith("research/"), ways);
    way(from, "app/index.html", "Programs", from.startsWith("app/"), ways);
    way(from, Address.RUN, "Debugger", from.equals(Address.RUN), ways);
    way(from, ClusterPage.ADDRESS, "Cluster", from.equals(ClusterPage.ADDRESS), ways);
    return """
    <header class="bar">
    <a class="brand" href="%s"><img src="%sicon.svg" alt="" width="22" height="22">
    <span>%s</span></a>
    <nav class="ways" aria-label="Parts of the site"><ul>%s</ul></nav>
    <div class="tools">
    <button type="button" class="tool" id="search-open" aria-label="Search" hidden>
    <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5"/>
    <path d="m10.5 10.5 4 4"/></svg><span class="word">Search</span> <kbd>/</kbd>
    </button>
    <button type="button" class="tool" id="theme" hidden>
    <span class="glyph" aria-hidden="true">◐</span><span class="visually-hidden">Dark theme</span>
    </button>
    </div>
    </header>\
    """
        .formatted(link(from, "index.html"), root(from), NAME, ways);
  }

  private void way(String from, String to, String words, boolean isHere, StringBuilder ways) {
    if (isThere.test(to)) {
      ways.append(
          "<li><a href=\"%s\"%s>%s</a></li>"
              .formatted(link(from, to), isHere ? " class=\"here\"" : "", words));
    }
  }

  private String contents(String from) {
    StringBuilder parts = new StringBuilder();
    for (Book.Part part : book.parts()) {
      parts.append("<p class=\"part\">%s</p>\n<ul>".formatted(part.title()));
      for (Manuscript page : part.pages()) {
        String to = Address.ofPage(page.file());
        parts.append(
            "<li class=\"depth-%d\"><a href=\"%s\"%s>%s</a></li>\n"
                .formatted(
                    depth(part, page),
                    link(from, to),
                    to.equals(from) ? " aria-current=\"page\"" : "",
                    Html.text(page.title())));
      }
      parts.append("</ul>\n");
    }
    return "<nav class=\"side\" id=\"contents\" aria-label=\"Contents\">\n" + parts + "</nav>\n";
  }

  /// First pages of the part's folders stand out from what is behind them.
  private static int depth(Book.Part part, Manuscript page) {
    return page.equals(part.pages().getFirst()) || part.name().isEmpty() ? 0 : 1;
  }

  private static String aside(String inside) {
    return "<aside class=\"toc\" aria-label=\"On this page\">\n" + inside + "</aside>\n";
  }

  private String foot(String from) {
    return """
    <footer class="foot">
    <p>Every run here is executed, not recorded: scenario and seed are the run.</p>
    <ul>
    <li><a href="%s">How this is built</a></li>
    <li><a href="%s">Contributing</a></li>
    <li><a href="%s">Apache 2.0</a></li>
    </ul>
    </footer>\
    """
        .formatted(
            link(from, "ARCHITECTURE.html"),
            link(from, "CONTRIBUTING.html"),
            link(from, Address.ofSource("LICENSE")));
  }

  /// The pages before and behind one in reading order.
  public String neighbours(Manuscript page) {
    List<Manuscript> pages = book.pages();
    int at = pages.indexOf(page);
    String from = Address.ofPage(page.file());
    StringBuilder links = new StringBuilder();
    if (at > 0) {
      links.append(neighbour(from, pages.get(at - 1), "before", "Before"));
    }
    if (at >= 0 && at < pages.size() - 1) {
      links.append(neighbour(from, pages.get(at + 1), "next", "Next"));
    }
    return "<nav class=\"neighbours\" aria-label=\"Before and next\">" + links + "</nav>";
  }

  private static String neighbour(String from, Manuscript page, String kind, String words) {
    return "<a class=\"%s\" href=\"%s\"><span>%s</span> %s</a>"
        .formatted(kind, link(from, Address.ofPage(page.file())), words, Html.text(page.title()));
  }

  private static String link(String from, String to) {
    return Address.relative(from, to);
  }
}

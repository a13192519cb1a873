package ds.workbench.site.page;

import ds.workbench.site.html.Html;
import ds.workbench.site.place.Address;
import ds.workbench.site.text.Edition;
import ds.workbench.site.text.Heading;
import ds.workbench.site.text.Manuscript;
import java.util.List;

/// A page that was written as Markdown.
public final class TextPage {

  /// Fewer headings are seen without a list of them.
  private static final int HEADINGS_MIN = 3;

  private TextPage() {}

  public static Sheet of(Edition edition, Frame frame) {
    Manuscript manuscript = edition.manuscript();
    return new Sheet(
        Address.ofPage(manuscript.file()),
        manuscript.title(),
        "text",
        "<article>\n" + edition.body() + "</article>\n" + frame.neighbours(manuscript),
        outline(manuscript.headings()),
        edition.isLive());
  }

  private static String outline(List<Heading> headings) {
    List<Heading> shown =
        headings.stream().filter(it -> it.level() == 2 || it.level() == 3).toList();
    if (shown.size() < HEADINGS_MIN) {
      return "";
    }
    StringBuilder list = new StringBuilder("<p class=\"part\">On this page</p>\n<ul>\n");
    for (Heading heading : shown) {
      list.append(
          "<li class=\"level-%d\"><a href=\"#%s\">%s</a></li>\n"
              .formatted(heading.level(), heading.anchor(), Html.text(heading.text())));
    }
    return list.append("</ul>\n").toString();
  }
}

package ds.workbench.site.text;

import ds.workbench.site.html.Highlight;
import ds.workbench.site.html.Html;
import ds.workbench.site.place.Address;
import ds.workbench.site.place.Checkout;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/// Code with its words told apart; and above an excerpt the place in the sources that it was taken
/// from.
final class CodeBlocks implements NodeRenderer {

  private static final Pattern EXCERPT = Pattern.compile("<!--\\s*code:\\s*(\\S+)#\\S+\\s*-->\\s*");
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

  private final HtmlWriter html;
  private final Checkout checkout;
  private final String address;
  private final SortedSet<String> sources;

  /// @param address of the page
  /// @param sources takes in the files that excerpts lead to
  CodeBlocks(
      HtmlNodeRendererContext context,
      Checkout checkout,
      String address,
      SortedSet<String> sources) {
    this.html = context.getWriter();
    this.checkout = checkout;
    this.address = address;
    this.sources = sources;
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(FencedCodeBlock.class, IndentedCodeBlock.class, HtmlBlock.class);
  }

  @Override
  public void render(Node node) {
    switch (node) {
      case FencedCodeBlock block -> fence(block);
      case IndentedCodeBlock block -> code(block.getLiteral(), "");
      case HtmlBlock block -> html.raw(COMMENT.matcher(block.getLiteral()).replaceAll(""));
      default -> throw new IllegalStateException("not asked for: " + node);
    }
    html.line();
  }

  private void fence(FencedCodeBlock block) {
    String language = block.getInfo().strip().replaceFirst("\\s.*", "");
    if (block.getPrevious() instanceof HtmlBlock above) {
      Matcher mark = EXCERPT.matcher(above.getLiteral());
      if (mark.matches() && checkout.isFile(mark.group(1))) {
        excerpt(mark.group(1), block.getLiteral(), language);
        return;
      }
    }
    code(block.getLiteral(), language);
  }

  private void excerpt(String file, String code, String language) {
    sources.add(file);
    int line = lineOf(code, checkout.text(file));
    html.raw(
        """
        <div class="excerpt"><p class="from"><a href="%s#L%d">%s</a></p>\
        """
            .formatted(
                Address.relative(address, Address.ofSource(file)),
                line,
                Html.text(file.substring(file.lastIndexOf('/') + 1))));
    code(code, language);
    html.raw("</div>");
  }

  private void code(String code, String language) {
    html.raw("<pre><code>" + Highlight.code(code, language) + "</code></pre>");
  }

  /// Where an excerpt begins in its file, however far it was moved to the left; else the first
  /// line.
  private static int lineOf(String excerpt, String source) {
    List<String> wanted = excerpt.lines().map(String::strip).toList();
    List<String> lines = source.lines().map(String::strip).toList();
    for (int i = 0; i + wanted.size() <= lines.size(); i++) {
      if (lines.subList(i, i + wanted.size()).equals(wanted)) {
        return i + 1;
      }
    }
    return 1;
  }
}

package ds.workbench.site.text;

import ds.workbench.site.html.Html;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/// Figures with their captions. A run is opened by the debugger in place of its picture, which
/// stays for readers without JavaScript and for paper.
final class FigureBlocks implements NodeRenderer {

  private final HtmlNodeRendererContext context;
  private final HtmlWriter html;

  FigureBlocks(HtmlNodeRendererContext context) {
    this.context = context;
    this.html = context.getWriter();
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(Figures.Figure.class);
  }

  @Override
  public void render(Node node) {
    Figures.Figure figure = (Figures.Figure) node;
    String image =
        "<img src=\"%s\" alt=\"%s\" loading=\"lazy\">"
            .formatted(
                Html.text(figure.image().getDestination()),
                Html.text(Manuscript.words(figure.image())));
    html.line();
    html.raw(
        figure
            .run()
            .map(run ->
                "<figure class=\"live\"><ds-debugger link=\"%s\">%s</ds-debugger>"
                    .formatted(Html.text(run), image))
            .orElse("<figure>" + image));
    if (figure.getFirstChild() != null) {
      html.raw("<figcaption>");
      for (Node it = figure.getFirstChild(); it != null; it = it.getNext()) {
        context.render(it);
      }
      html.raw("</figcaption>");
    }
    html.raw("</figure>");
    html.line();
  }
}

package ds.workbench.site.text;

import ds.lab.script.stage.Mistake;
import ds.workbench.simulate.Drawing;
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
                "<figure class=\"live\"><ds-debugger %s>%s</ds-debugger>"
                    .formatted(attributes(run), image))
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

  /// What the debugger shows at first is what the picture shows.
  private static String attributes(String run) {
    try {
      Drawing drawing = Drawing.parse(run);
      return "link=\"%s\" from=\"%d\" to=\"%d\"%s"
          .formatted(
              Html.text(drawing.run().toString()),
              drawing.first(),
              drawing.last(),
              drawing.cast() == Drawing.Cast.SERVERS ? " no-clients" : "");
    } catch (Mistake mistake) {
      return "link=\"%s\"".formatted(Html.text(run));
    }
  }
}

package ds.workbench.site.text;

import ds.workbench.site.place.Address;
import ds.workbench.site.place.Checkout;
import ds.workbench.site.place.Defect;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/// Makes manuscripts into the insides of pages.
public final class Press {

  private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z+.-]*:.*");

  /// A head of a column that says nothing: read out, it would be a head without a name.
  private static final Pattern EMPTY_HEAD = Pattern.compile("<th([^>]*)></th>");

  private final Book book;
  private final Checkout checkout;
  private final Terms terms;

  public Press(Book book, Checkout checkout) {
    this.book = book;
    this.checkout = checkout;
    this.terms = new Terms(book);
  }

  /// The edition of one manuscript.
  public Edition edition(Manuscript manuscript) {
    String file = manuscript.file();
    String address = Address.ofPage(file);
    Node tree = manuscript.tree();
    List<Defect> defects = new ArrayList<>(Figures.set(tree, file));
    Links links = new Links(book, checkout, file, address);
    tree.accept(links);
    defects.addAll(links.defects());
    boolean isGlossary = file.equals(Terms.GLOSSARY);
    if (!isGlossary) {
      terms.link(tree, address);
    }
    IdentityHashMap<Node, String> anchors = anchors(tree, manuscript.headings(), isGlossary);
    String body = render(tree, links, anchors, address);
    return new Edition(
        manuscript,
        body,
        links.sources(),
        links.images(),
        body.contains("<ds-debugger"),
        List.copyOf(defects));
  }

  /// The HTML of a text that is no page of the book, such as the opening of a package.
  ///
  /// @param file which it stands in
  /// @param address of the page that it will stand on
  public String passage(String text, String file, String address) {
    Node tree = Manuscript.parse(text);
    Links links = new Links(book, checkout, file, address);
    return render(tree, links, new IdentityHashMap<>(), address);
  }

  private String render(
      Node tree, Links links, IdentityHashMap<Node, String> anchors, String address) {
    String html =
        HtmlRenderer.builder()
            .extensions(Set.of(TablesExtension.create()))
            .nodeRendererFactory(
                context -> new CodeBlocks(context, checkout, address, links.sources()))
            .nodeRendererFactory(FigureBlocks::new)
            .attributeProviderFactory(_ -> attributes(anchors))
            .build()
            .render(tree);
    return EMPTY_HEAD
        .matcher(html)
        .replaceAll("<td$1></td>")
        .replace("<table>", "<div class=\"table\"><table>")
        .replace("</table>", "</table></div>");
  }

  private static AttributeProvider attributes(IdentityHashMap<Node, String> anchors) {
    return (node, _, attributes) -> {
      String anchor = anchors.get(node);
      if (anchor != null) {
        attributes.put("id", anchor);
      }
      if (node instanceof Link link && link.getDestination().contains("glossary.html#term-")) {
        attributes.put("class", "term");
      }
      if (node instanceof Link link && ELSEWHERE.matcher(link.getDestination()).matches()) {
        attributes.put("class", "elsewhere");
      }
    };
  }

  /// Which parts of the tree can be led to, and by what name.
  private static IdentityHashMap<Node, String> anchors(
      Node tree, List<Heading> headings, boolean isGlossary) {
    IdentityHashMap<Node, String> anchors = new IdentityHashMap<>();
    tree.accept(
        new AbstractVisitor() {
          private int next;

          @Override
          public void visit(org.commonmark.node.Heading heading) {
            anchors.put(heading, headings.get(next).anchor());
            next++;
          }

          @Override
          public void visit(StrongEmphasis bold) {
            if (isGlossary) {
              Terms.anchor(bold).ifPresent(anchor -> anchors.put(bold, anchor));
            }
          }
        });
    return anchors;
  }
}

package ds.workbench.site.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/// What stands below one heading, up to the next.
///
/// @param lead its first paragraph, or nothing
/// @param texts all that is read in it
public record Section(Heading heading, String lead, List<String> texts) {

  /// The sections of a page, in order; what stands above the first heading belongs to none.
  public static List<Section> all(Manuscript page) {
    List<Section> sections = new ArrayList<>();
    String lead = "";
    List<String> texts = new ArrayList<>();
    int next = 0;
    for (Node block = page.tree().getFirstChild(); block != null; block = block.getNext()) {
      if (block instanceof org.commonmark.node.Heading) {
        if (next > 0) {
          sections.add(new Section(page.headings().get(next - 1), lead, List.copyOf(texts)));
        }
        next++;
        lead = "";
        texts.clear();
      } else {
        lead = lead.isEmpty() && block instanceof Paragraph ? Manuscript.words(block) : lead;
        texts.addAll(texts(block));
      }
    }
    if (next > 0) {
      sections.add(new Section(page.headings().get(next - 1), lead, List.copyOf(texts)));
    }
    return sections;
  }

  private static List<String> texts(Node block) {
    List<String> texts = new ArrayList<>();
    block.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            texts.add(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            texts.add(code.getLiteral());
          }

          @Override
          public void visit(FencedCodeBlock code) {
            texts.add(code.getLiteral());
          }
        });
    return texts;
  }
}

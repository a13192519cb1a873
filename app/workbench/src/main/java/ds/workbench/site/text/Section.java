package ds.workbench.site.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/// What stands below one heading, up to the next. An entry of the glossary is a section of its own,
/// below its name.
///
/// @param lead its first paragraph, or nothing
/// @param texts all that is read in it
public record Section(Heading heading, String lead, List<String> texts) {

  private static final int ENTRY_LEVEL = 3;

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
      } else if (entry(page, block).isPresent()) {
        Heading name = entry(page, block).orElseThrow();
        sections.add(new Section(name, Manuscript.words(block), texts(block)));
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

  /// The name of an entry, if a block is one.
  private static Optional<Heading> entry(Manuscript page, Node block) {
    boolean isInGlossary = page.file().equals(Terms.GLOSSARY);
    return isInGlossary && block.getFirstChild() instanceof StrongEmphasis name
        ? Terms.anchor(name).map(it -> new Heading(ENTRY_LEVEL, it, Manuscript.words(name)))
        : Optional.empty();
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

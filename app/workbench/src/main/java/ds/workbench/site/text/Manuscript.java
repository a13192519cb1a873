package ds.workbench.site.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// One Markdown file as it was written.
///
/// @param file from the root of the repository
/// @param headings in order
public record Manuscript(String file, String text, List<Heading> headings) {

  private static final Parser PARSER =
      Parser.builder()
          .extensions(Set.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .build();

  public static Manuscript of(String file, String text) {
    List<Heading> headings = new ArrayList<>();
    Anchors anchors = new Anchors();
    parse(text)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(org.commonmark.node.Heading heading) {
                String words = words(heading);
                headings.add(new Heading(heading.getLevel(), anchors.next(words), words));
              }
            });
    return new Manuscript(file, text, List.copyOf(headings));
  }

  /// A fresh tree: whoever makes a page changes it.
  Node tree() {
    return parse(text);
  }

  static Node parse(String text) {
    return PARSER.parse(text);
  }

  public String title() {
    return headings.stream().findFirst().map(Heading::text).orElse(file);
  }

  /// The first line of a block in the file, from 1.
  static int line(Node block) {
    for (Node node = block; node != null; node = node.getParent()) {
      if (!node.getSourceSpans().isEmpty()) {
        return node.getSourceSpans().getFirst().getLineIndex() + 1;
      }
    }
    return 1;
  }

  /// What is read of a part of the tree, without its marks.
  static String words(Node part) {
    StringBuilder words = new StringBuilder();
    part.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak lineBreak) {
            words.append(' ');
          }

          @Override
          public void visit(HardLineBreak lineBreak) {
            words.append(' ');
          }
        });
    return words.toString().strip();
  }
}

package ds.workbench.site.text;

import ds.workbench.site.place.Defect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.jspecify.annotations.Nullable;

/// Finds the figures of a page: an image on a line of its own, with an italic caption below it, and
/// a comment above it if a run can be stepped there.
final class Figures {

  /// A figure in place of what it was written as. Its children are those of the caption.
  static final class Figure extends CustomBlock {

    private final Image image;
    private final Optional<String> run;

    private Figure(Image image, Optional<String> run) {
      this.image = image;
      this.run = run;
    }

    Image image() {
      return image;
    }

    /// The link of the run.
    Optional<String> run() {
      return run;
    }
  }

  private static final Pattern MARK = Pattern.compile("<!--\\s*figure:\\s*(\\S.*?)\\s*-->\\s*");

  private Figures() {}

  /// Puts figures into the tree, and says which comment stands above none.
  static List<Defect> set(Node tree, String file) {
    List<Paragraph> paragraphs = new ArrayList<>();
    List<HtmlBlock> marks = new ArrayList<>();
    tree.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Paragraph paragraph) {
            paragraphs.add(paragraph);
          }

          @Override
          public void visit(HtmlBlock block) {
            if (MARK.matcher(block.getLiteral()).matches()) {
              marks.add(block);
            }
          }
        });
    paragraphs.stream().filter(it -> it.getFirstChild() instanceof Image).forEach(Figures::set);
    return marks.stream()
        .filter(mark -> mark.getParent() != null)
        .map(it -> new Defect(file, Manuscript.line(it), "no image below this figure's link"))
        .toList();
  }

  private static void set(Paragraph paragraph) {
    Image image = (Image) paragraph.getFirstChild();
    Node behind = image.getNext();
    boolean isAlone = behind == null;
    boolean isAboveCaption =
        behind instanceof SoftLineBreak
            && behind.getNext() instanceof Emphasis emphasis
            && emphasis.getNext() == null;
    if (!isAlone && !isAboveCaption) {
      return;
    }
    Figure figure = new Figure(image, takeRun(paragraph.getPrevious()));
    paragraph.insertBefore(figure);
    if (isAboveCaption) {
      moveChildren(behind.getNext(), figure);
    } else if (paragraph.getNext() instanceof Paragraph below
        && below.getFirstChild() instanceof Emphasis emphasis
        && emphasis.getNext() == null) {
      moveChildren(emphasis, figure);
      below.unlink();
    }
    paragraph.unlink();
  }

  private static Optional<String> takeRun(@Nullable Node above) {
    if (above instanceof HtmlBlock block) {
      Matcher mark = MARK.matcher(block.getLiteral());
      if (mark.matches()) {
        block.unlink();
        return Optional.of(mark.group(1));
      }
    }
    return Optional.empty();
  }

  private static void moveChildren(@Nullable Node from, Node to) {
    Node child = from == null ? null : from.getFirstChild();
    while (child != null) {
      Node next = child.getNext();
      to.appendChild(child);
      child = next;
    }
  }
}

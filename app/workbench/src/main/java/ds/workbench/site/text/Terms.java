package ds.workbench.site.text;

import ds.workbench.site.place.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/// The terms of the glossary, and the first use of each on a page made into a link to it.
///
/// An entry is a heading of the third level, or the bold beginning of a paragraph, of an item of a
/// list or of a row of a table; names for one thing stand in it with commas between them.
final class Terms {

  static final String GLOSSARY = "reference/glossary.md";

  private static final int DEFINITION_LETTERS_MAX = 240;

  /// @param anchor in the glossary
  /// @param definition the beginning of it, for those who only wonder
  private record Term(String anchor, String definition) {}

  private final Map<String, Term> terms = new TreeMap<>();
  private final Pattern pattern;

  Terms(Book book) {
    book.page(GLOSSARY).ifPresent(glossary -> glossary.tree().accept(new Reader()));
    String names =
        terms.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    pattern =
        Pattern.compile(
            "(?<![\\w-])(" + names + ")(?:e?s)?(?![\\w-])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /// The anchor of a bold word of the glossary, if it is an entry.
  static Optional<String> anchor(StrongEmphasis bold) {
    Node parent = bold.getParent();
    boolean isFirst = bold.getPrevious() == null;
    boolean isEntry =
        parent instanceof Paragraph || (isCell(parent) && parent.getPrevious() == null);
    return isFirst && isEntry
        ? Optional.of("term-" + Anchors.of(Manuscript.words(bold)))
        : Optional.empty();
  }

  private static boolean isCell(Node node) {
    return node instanceof TableCell && !(node.getParent().getParent() instanceof TableHead);
  }

  /// Links the first use of each term.
  ///
  /// @param address of the page
  void link(Node tree, String address) {
    if (!terms.isEmpty()) {
      tree.accept(new Linker(address));
    }
  }

  private final class Reader extends AbstractVisitor {

    @Override
    public void visit(org.commonmark.node.Heading heading) {
      if (heading.getLevel() == 3) {
        String words = Manuscript.words(heading);
        Node next = heading.getNext();
        add(words, Anchors.of(words), next == null ? "" : Manuscript.words(next));
      }
    }

    @Override
    public void visit(StrongEmphasis bold) {
      anchor(bold).ifPresent(anchor -> add(Manuscript.words(bold), anchor, definition(bold)));
    }

    private String definition(StrongEmphasis bold) {
      Node row = bold.getParent();
      String words =
          isCell(row) && row.getNext() != null
              ? Manuscript.words(row.getNext())
              : Manuscript.words(row);
      String name = Manuscript.words(bold);
      return words.startsWith(name)
          ? words.substring(name.length()).replaceFirst("^[\\s:.,–—-]+", "")
          : words;
    }

    private void add(String names, String anchor, String definition) {
      String brief =
          definition.length() <= DEFINITION_LETTERS_MAX
              ? definition
              : definition.substring(0, DEFINITION_LETTERS_MAX - 1) + "…";
      for (String name : names.split("[,;/]", -1)) {
        String plain = name.strip().replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
        if (!plain.isEmpty()) {
          terms.putIfAbsent(plain, new Term(anchor, brief));
        }
      }
    }
  }

  private final class Linker extends AbstractVisitor {

    private final String address;
    private final Set<String> linked = new HashSet<>();

    private Linker(String address) {
      this.address = address;
    }

    @Override
    public void visit(org.commonmark.node.Heading heading) {}

    @Override
    public void visit(Link link) {}

    @Override
    public void visit(Image image) {}

    @Override
    public void visit(CustomNode node) {
      if (!(node instanceof TableHead)) {
        visitChildren(node);
      }
    }

    @Override
    public void visit(Text text) {
      List<Node> parts = new ArrayList<>();
      String words = text.getLiteral();
      Matcher uses = pattern.matcher(words);
      int done = 0;
      while (uses.find()) {
        Term term = terms.get(uses.group(1).toLowerCase(Locale.ROOT));
        if (term != null && linked.add(term.anchor())) {
          parts.add(new Text(words.substring(done, uses.start())));
          parts.add(reference(term, uses.group()));
          done = uses.end();
        }
      }
      if (!parts.isEmpty()) {
        parts.add(new Text(words.substring(done)));
        parts.forEach(text::insertBefore);
        text.unlink();
      }
    }

    private Link reference(Term term, String words) {
      String page = Address.relative(address, Address.ofPage(GLOSSARY));
      Link link = new Link(page + "#" + term.anchor(), term.definition());
      link.appendChild(new Text(words));
      return link;
    }
  }
}

package ds.workbench.site.text;

import ds.workbench.site.place.Address;
import ds.workbench.site.place.Checkout;
import ds.workbench.site.place.Defect;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/// Leads the links of one page, which are written for the repository, to the pages of the site; and
/// notes those that lead nowhere.
final class Links extends AbstractVisitor {

  private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z+.-]*:.*");
  private static final Pattern LINE = Pattern.compile("L\\d+(-L\\d+)?");
  private static final Pattern PICTURE = Pattern.compile(".*\\.(svg|png|jpg|jpeg|webp)");

  private final Book book;
  private final Checkout checkout;
  private final String file;
  private final String address;
  private final SortedSet<String> sources = new TreeSet<>();
  private final SortedSet<String> images = new TreeSet<>();
  private final List<Defect> defects = new ArrayList<>();

  /// @param file whose links these are
  /// @param address of the page that they will stand on
  Links(Book book, Checkout checkout, String file, String address) {
    this.book = book;
    this.checkout = checkout;
    this.file = file;
    this.address = address;
  }

  SortedSet<String> sources() {
    return sources;
  }

  SortedSet<String> images() {
    return images;
  }

  List<Defect> defects() {
    return defects;
  }

  @Override
  public void visit(Link link) {
    link.setDestination(led(link, link.getDestination()));
    visitChildren(link);
  }

  @Override
  public void visit(Image image) {
    image.setDestination(picture(image));
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof Figures.Figure figure) {
      figure.image().setDestination(picture(figure.image()));
    }
    visitChildren(block);
  }

  private String picture(Image image) {
    String written = image.getDestination();
    String target = Address.resolve(Address.folderOf(file), written);
    if (ELSEWHERE.matcher(written).matches()) {
      defects.add(new Defect(file, Manuscript.line(image), "image from elsewhere: " + written));
    } else if (!checkout.isFile(target)) {
      defects.add(new Defect(file, Manuscript.line(image), "missing image " + written));
    } else {
      images.add(target);
    }
    return Address.relative(address, target);
  }

  private String led(Node link, String written) {
    if (ELSEWHERE.matcher(written).matches()) {
      return written;
    }
    int hash = written.indexOf('#');
    String anchor = hash < 0 ? "" : written.substring(hash + 1);
    String path = hash < 0 ? written : written.substring(0, hash);
    String target = path.isEmpty() ? file : Address.resolve(Address.folderOf(file), path);
    String behind = anchor.isEmpty() ? "" : "#" + anchor;
    String firstPage = target.isEmpty() ? "README.md" : target + "/README.md";
    if (book.page(target).isPresent()) {
      return page(link, target, anchor) + behind;
    }
    if (checkout.isFolder(target) && book.page(firstPage).isPresent()) {
      return page(link, firstPage, anchor) + behind;
    }
    if (checkout.isFile(target) && PICTURE.matcher(target).matches()) {
      images.add(target);
      return Address.relative(address, target);
    }
    if (checkout.isFolder(target)) {
      sources.add(target + "/");
      return Address.relative(address, Address.ofFolder(target));
    }
    if (checkout.isFile(target)) {
      sources.add(target);
      if (!anchor.isEmpty() && !LINE.matcher(anchor).matches()) {
        defects.add(new Defect(file, Manuscript.line(link), "no line of a file: #" + anchor));
      }
      return Address.relative(address, Address.ofSource(target)) + behind.replaceFirst("-.*", "");
    }
    defects.add(new Defect(file, Manuscript.line(link), "dead link " + written));
    return written;
  }

  private String page(Node link, String target, String anchor) {
    boolean isThere =
        anchor.isEmpty()
            || book.page(target).orElseThrow().headings().stream()
                .anyMatch(it -> it.anchor().equals(anchor));
    if (!isThere) {
      defects.add(
          new Defect(file, Manuscript.line(link), "no heading #" + anchor + " in " + target));
    }
    return target.equals(file) && !anchor.isEmpty()
        ? ""
        : Address.relative(address, Address.ofPage(target));
  }
}

package ds.workbench.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import ds.workbench.site.excerpt.Excerpts;
import ds.workbench.site.figure.NamedSteps;
import ds.workbench.site.figure.Pictures;
import ds.workbench.site.page.Frame;
import ds.workbench.site.page.HomePage;
import ds.workbench.site.page.Sheet;
import ds.workbench.site.page.SourcePages;
import ds.workbench.site.page.TextPage;
import ds.workbench.site.place.Address;
import ds.workbench.site.place.Checkout;
import ds.workbench.site.place.Defect;
import ds.workbench.site.search.SearchIndex;
import ds.workbench.site.text.Book;
import ds.workbench.site.text.Edition;
import ds.workbench.site.text.Manuscript;
import ds.workbench.site.text.Press;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// What there is at which address. Nothing is made before somebody asks for it: whoever serves the
/// site shows its first page at once.
public final class Site {

  /// Where the full-page debugger comes from; without it nothing on the site speaks of it.
  private static final String DEBUGGER = "debugger/debugger.js";

  /// A server of files that has nothing at an address shows the file `404.html` there, which shows
  /// this one: its links hold where it lies, and nobody knows from where it will be asked for.
  private static final String MISSING = "missing.html";

  /// Tells GitHub Pages to serve the files as they are.
  private static final String NO_JEKYLL = ".nojekyll";

  private final Checkout checkout;
  private final Book book;
  private final Press press;
  private final Frame frame;
  private final SourcePages sourcePages;
  private final Map<String, Supplier<byte[]>> files = new TreeMap<>();

  private Site(Checkout checkout) {
    this.checkout = checkout;
    this.book = new Book(checkout);
    this.press = new Press(book, checkout);
    this.frame = new Frame(book, files::containsKey);
    this.sourcePages = new SourcePages(checkout, press);
  }

  /// The site of a repository as it is now.
  public static Site of(Checkout checkout) {
    Site site = new Site(checkout);
    Assets.names().forEach(site::addAsset);
    site.files.put("search.json", () -> SearchIndex.of(site.book.pages()).json().getBytes(UTF_8));
    site.files.put("index.html", () -> site.framed(HomePage.of(site.files::containsKey)));
    site.files.put(MISSING, () -> site.missing(MISSING));
    if (site.files.containsKey(DEBUGGER)) {
      site.files.put(Address.RUN, () -> site.framed(HomePage.debugger()));
    }
    site.book.pages().forEach(site::addPage);
    return site;
  }

  /// Adds a page that only a server of ours can answer for.
  public Site with(Sheet sheet) {
    files.put(sheet.address(), () -> framed(sheet));
    return this;
  }

  /// What a browser shows where nothing is.
  public byte[] missing(String address) {
    return framed(HomePage.missing(address));
  }

  private void addAsset(String name) {
    files.put(name, () -> Assets.bytes(name).orElseThrow());
  }

  private void addPage(Manuscript page) {
    files.put(Address.ofPage(page.file()), () -> framed(TextPage.of(press.edition(page), frame)));
  }

  private byte[] framed(Sheet sheet) {
    return frame.around(sheet).getBytes(UTF_8);
  }

  /// What is at an address. Images, and sources that a text may lead to, are found as they are
  /// asked for.
  public Optional<byte[]> file(String address) {
    Supplier<byte[]> file = files.get(address);
    return file == null ? behind(address) : Optional.of(file.get());
  }

  private Optional<byte[]> behind(String address) {
    String source = address.replaceFirst("^source/", "");
    if (!source.equals(address) && source.endsWith("/index.html")) {
      String folder = source.substring(0, source.length() - "index.html".length());
      return checkout.isFolder(folder) && isShown(folder)
          ? Optional.of(framed(sourcePages.of(folder)))
          : Optional.empty();
    }
    if (!source.equals(address) && source.endsWith(".html")) {
      String file = source.substring(0, source.length() - ".html".length());
      return isSource(file) ? Optional.of(framed(sourcePages.of(file))) : Optional.empty();
    }
    return isImage(address) ? Optional.of(checkout.bytes(address)) : Optional.empty();
  }

  private boolean isSource(String file) {
    return checkout.isFile(file) && isShown(file);
  }

  /// What a build left, or lies hidden, is nobody's page.
  private static boolean isShown(String name) {
    return !("/" + name).contains("/.") && !name.contains("target/");
  }

  private boolean isImage(String address) {
    return isSource(address) && address.matches("(reference|research|app)/.*\\.(svg|png|jpg|webp)");
  }

  /// What is wrong in the texts: dead links, missing images, excerpts that differ from the sources,
  /// pictures that differ from their runs, steps at which something else happens.
  public List<Defect> defects() {
    List<Defect> defects = new ArrayList<>();
    for (Manuscript page : book.pages()) {
      defects.addAll(press.edition(page).defects());
      defects.addAll(Excerpts.of(checkout, page.file(), page.text()).defects());
      defects.addAll(Pictures.of(checkout, page.file(), page.text()).defects());
      defects.addAll(NamedSteps.defects(page.file(), page.text()));
    }
    return defects;
  }

  /// Writes everything that can be reached into a folder.
  ///
  /// @return how many files
  public int write(Path folder) throws IOException {
    int written = 0;
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(NO_JEKYLL), "");
    for (String address : files.keySet()) {
      written += write(folder, address);
    }
    for (String address : reached()) {
      written += write(folder, address);
    }
    return written;
  }

  private int write(Path folder, String address) throws IOException {
    Path file = folder.resolve(address);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, file(address).orElseThrow());
    return 1;
  }

  /// The addresses of images and of sources, those that a source's folder lists among them.
  private Set<String> reached() {
    Set<String> addresses = new HashSet<>();
    Deque<String> sources = new ArrayDeque<>();
    for (Manuscript page : book.pages()) {
      Edition edition = press.edition(page);
      addresses.addAll(edition.images());
      sources.addAll(edition.sources());
    }
    sources.add("LICENSE");
    while (!sources.isEmpty()) {
      String source = sources.remove();
      boolean isFolder = source.endsWith("/");
      String name = isFolder ? source.substring(0, source.length() - 1) : source;
      if (addresses.add(isFolder ? Address.ofFolder(name) : Address.ofSource(name))) {
        String folder = isFolder ? name : Address.folderOf(name);
        if (isFolder) {
          checkout.list(folder).forEach(inside -> sources.add(folder + "/" + inside));
        } else if (!folder.isEmpty()) {
          sources.add(folder + "/");
        }
      }
    }
    return addresses;
  }

  /// Takes all excerpts from the sources again.
  ///
  /// @return the files that changed
  public SortedSet<String> refreshExcerpts() throws IOException {
    SortedSet<String> changed = new TreeSet<>();
    for (Manuscript page : book.pages()) {
      String fresh = Excerpts.of(checkout, page.file(), page.text()).rewritten();
      if (!fresh.equals(page.text())) {
        checkout.write(page.file(), fresh);
        changed.add(page.file());
      }
    }
    return changed;
  }

  /// Draws all runs anew that figures show.
  ///
  /// @return the pictures that changed
  public SortedSet<String> redrawFigures() throws IOException {
    SortedSet<String> changed = new TreeSet<>();
    for (Manuscript page : book.pages()) {
      for (var picture : Pictures.of(checkout, page.file(), page.text()).stale().entrySet()) {
        checkout.write(picture.getKey(), picture.getValue());
        changed.add(picture.getKey());
      }
    }
    return changed;
  }
}

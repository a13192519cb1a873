package ds.workbench.site.text;

import ds.workbench.site.place.Address;
import ds.workbench.site.place.Checkout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// All manuscripts in reading order. The order is the authors': that in which the first page of a
/// folder links to the others.
public final class Book {

  /// A part of the learning path.
  ///
  /// @param name of its folder, or nothing for the pages at the top
  public record Part(String title, String name, List<Manuscript> pages) {}

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+\\.md)(#[^)]*)?\\)");

  private final Map<String, Manuscript> manuscripts = new TreeMap<>();
  private final List<Part> parts;

  public Book(Checkout checkout) {
    for (String file : checkout.pages()) {
      manuscripts.put(file, Manuscript.of(file, checkout.text(file)));
    }
    parts =
        List.of(
            part("Reference", "reference"),
            part("Research", "research"),
            part("Programs and exercises", "app"),
            new Part("This repository", "", top()));
  }

  public List<Part> parts() {
    return parts;
  }

  /// Every manuscript, in reading order.
  public List<Manuscript> pages() {
    return parts.stream().flatMap(part -> part.pages().stream()).toList();
  }

  public Optional<Manuscript> page(String file) {
    return Optional.ofNullable(manuscripts.get(file));
  }

  private Part part(String title, String name) {
    SequencedSet<Manuscript> pages = new LinkedHashSet<>();
    page(name + "/README.md").ifPresent(first -> collect(first, name + "/", pages));
    manuscripts.values().stream()
        .filter(it -> it.file().startsWith(name + "/"))
        .forEach(pages::add);
    return new Part(title, name, List.copyOf(pages));
  }

  private List<Manuscript> top() {
    SequencedSet<Manuscript> pages = new LinkedHashSet<>();
    page("README.md").ifPresent(first -> collect(first, "", pages));
    manuscripts.values().stream().filter(it -> !it.file().contains("/")).forEach(pages::add);
    return pages.stream().filter(it -> !it.file().contains("/")).toList();
  }

  /// A page, then those that it links to, and so on; only within one part.
  private void collect(Manuscript page, String folder, SequencedSet<Manuscript> found) {
    found.add(page);
    for (Manuscript next : linked(page)) {
      if (next.file().startsWith(folder) && !found.contains(next)) {
        boolean isFirstPage = next.file().endsWith("/README.md");
        if (isFirstPage && !folder.isEmpty()) {
          collect(next, folder, found);
        } else {
          found.add(next);
        }
      }
    }
  }

  private List<Manuscript> linked(Manuscript page) {
    String folder = Address.folderOf(page.file());
    List<Manuscript> linked = new ArrayList<>();
    LINK.matcher(page.text())
        .results()
        .map((MatchResult link) -> Address.resolve(folder, link.group(1)))
        .forEach(file -> page(file).ifPresent(linked::add));
    return linked;
  }
}

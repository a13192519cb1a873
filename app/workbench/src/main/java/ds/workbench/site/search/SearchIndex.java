package ds.workbench.site.search;

import com.google.gson.Gson;
import ds.workbench.site.place.Address;
import ds.workbench.site.text.Manuscript;
import ds.workbench.site.text.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Which words stand in which sections, and how much that says.
public final class SearchIndex {

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /// Words that stand everywhere and say nothing.
  private static final Set<String> EMPTY =
      Set.of(
          "the", "of", "and", "to", "is", "in", "it", "that", "an", "as", "are", "by", "on", "for",
          "be", "or", "at", "its", "with");

  /// A section is about what stands above it, and about nothing else if nothing else does.
  private static final int IN_HEADING = 12;

  private static final int WHOLE_HEADING = 24;

  /// Between names for one thing.
  private static final Pattern OR = Pattern.compile("[,;/]\\s*");

  /// Whoever repeats a word often does not say more with it.
  private static final int IN_TEXT_MAX = 6;

  private static final int LEAD_LETTERS_MAX = 160;

  private final List<List<Object>> sections = new ArrayList<>();
  private final SortedMap<String, Map<Integer, Integer>> words = new TreeMap<>();

  /// @param pages in reading order
  public static SearchIndex of(List<Manuscript> pages) {
    SearchIndex index = new SearchIndex();
    pages.forEach(index::add);
    return index;
  }

  private void add(Manuscript page) {
    for (Section section : Section.all(page)) {
      int number = sections.size();
      String heading = section.heading().text();
      String anchor = section.heading().level() == 1 ? "" : "#" + section.heading().anchor();
      String lead = section.lead();
      sections.add(
          List.of(
              Address.ofPage(page.file()) + anchor,
              page.title(),
              section.heading().level() == 1 ? "" : heading,
              lead.length() <= LEAD_LETTERS_MAX
                  ? lead
                  : lead.substring(0, lead.lastIndexOf(' ', LEAD_LETTERS_MAX)) + " …"));
      for (String name : OR.split(heading, -1)) {
        note(name, number, BETWEEN.matcher(name).find() ? IN_HEADING : WHOLE_HEADING);
      }
      section.texts().forEach(text -> note(text, number, 1));
    }
  }

  private void note(String text, int section, int weight) {
    for (String word : BETWEEN.split(text, -1)) {
      count(word, section, weight);
      String[] humps = HUMP.split(word, -1);
      if (humps.length > 1) {
        for (String hump : humps) {
          count(hump, section, Math.min(weight, IN_HEADING));
        }
      }
    }
  }

  private void count(String written, int section, int weight) {
    String word = written.toLowerCase(Locale.ROOT);
    if (word.length() > 1 && !EMPTY.contains(word)) {
      words
          .computeIfAbsent(word, _ -> new TreeMap<>())
          .merge(
              section,
              weight,
              (before, more) -> before >= IN_TEXT_MAX && more == 1 ? before : before + more);
    }
  }

  /// The index as the page reads it: sections as `[address, page, heading, lead]`, and each word
  /// with numbers of sections and weights in turn.
  public String json() {
    Map<String, List<Integer>> flat = new LinkedHashMap<>();
    words.forEach((word, places) -> {
      List<Integer> numbers = new ArrayList<>();
      places.forEach((section, weight) -> {
        numbers.add(section);
        numbers.add(weight);
      });
      flat.put(word, numbers);
    });
    return new Gson().toJson(new TreeMap<>(Map.of("sections", sections, "words", flat)));
  }
}

package ds.workbench.site.html;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Code with its words told apart. Five quiet colours are enough to see the shape of a method; this
/// is no compiler.
public final class Highlight {

  private static final String KEYWORDS =
      "abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else|"
          + "enum|extends|final|finally|float|for|if|implements|import|instanceof|int|interface|"
          + "long|native|new|null|package|permits|private|protected|public|record|return|sealed|"
          + "short|static|super|switch|synchronized|this|throw|throws|transient|true|false|try|"
          + "var|void|volatile|when|while|yield";

  private static final Pattern JAVA =
      Pattern.compile(
          "(?<comment>//[^\\n]*|/\\*.*?\\*/)"
              + "|(?<string>\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+')"
              + "|(?<keyword>\\b(?:"
              + KEYWORDS
              + ")\\b)"
              + "|(?<type>@?\\b[A-Z]\\w*\\b)"
              + "|(?<number>\\b\\d[\\w.]*\\b)",
          Pattern.DOTALL);

  private static final Pattern SHELL = Pattern.compile("(?m)(?<comment>(?:^|(?<=\\s))#[^\\n]*)");

  private Highlight() {}

  /// @param language as a fence in Markdown names it
  /// @return HTML
  public static String code(String code, String language) {
    return switch (language) {
      case "java" -> marked(code, JAVA, "comment", "string", "keyword", "type", "number");
      case "sh", "bash", "yaml" -> marked(code, SHELL, "comment");
      default -> Html.text(code);
    };
  }

  private static String marked(String code, Pattern pattern, String... kinds) {
    StringBuilder html = new StringBuilder();
    Matcher words = pattern.matcher(code);
    int done = 0;
    while (words.find()) {
      html.append(Html.text(code.substring(done, words.start())));
      for (String kind : kinds) {
        if (words.group(kind) != null) {
          span(kind, words.group(), html);
          break;
        }
      }
      done = words.end();
    }
    return html.append(Html.text(code.substring(done))).toString();
  }

  /// One span for each line, so that a page of numbered lines may be cut at their ends.
  private static void span(String kind, String word, StringBuilder html) {
    String open = "<span class=\"" + kind.charAt(0) + "\">";
    html.append(open).append(Html.text(word).replace("\n", "</span>\n" + open)).append("</span>");
  }
}

package ds.workbench.site;

import static org.assertj.core.api.Assertions.assertThat;

import ds.workbench.site.excerpt.Excerpts;
import ds.workbench.site.place.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Code in a text, beside the source that it was taken from.
class ExcerptsTest {

  private static final String SOURCE =
      """
      package x;

      /// A node.
      final class Echo {

        private final String brace = "}";

        /// Says it again.
        @Override
        void onSay(String word) {
          // region body
          send(word + "{");
          // endregion
        }

        void onSay(int number) {}

        record Said(String word) {}
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void source() throws IOException {
    Files.writeString(folder.resolve("Echo.java"), SOURCE);
  }

  private Excerpts excerpts(String name, String code) {
    String text = "# Echo\n\n<!-- code: Echo.java#" + name + " -->\n```java\n" + code + "```\n";
    return Excerpts.of(new Checkout(folder), "echo.md", text);
  }

  @Test
  @DisplayName("a method is the first of its name, with what is said of it, moved to the left")
  void method() {
    var method =
        """
        /// Says it again.
        @Override
        void onSay(String word) {
          // region body
          send(word + "{");
          // endregion
        }
        """;
    assertThat(excerpts("onSay", method).defects()).isEmpty();
  }

  @Test
  @DisplayName("a type and a region are found by their names")
  void typeAndRegion() {
    assertThat(excerpts("Said", "record Said(String word) {}\n").defects()).isEmpty();
    assertThat(excerpts("body", "send(word + \"{\");\n").defects()).isEmpty();
  }

  @Test
  @DisplayName("code that differs from the source is named, and taken anew")
  void stale() {
    Excerpts stale = excerpts("Said", "record Said(int word) {}\n");
    assertThat(stale.defects())
        .singleElement()
        .hasToString("echo.md:3: differs from the source; './ds site --excerpts' takes it anew");
    assertThat(stale.rewritten())
        .endsWith("#Said -->\n```java\nrecord Said(String word) {}\n```\n");
  }

  @Test
  @DisplayName("a name that is not in the source, and a mark with no code below it, are named")
  void missing() {
    Excerpts gone = excerpts("onShout", "old();\n");
    assertThat(gone.defects())
        .singleElement()
        .hasToString("echo.md:3: no such code: Echo.java#onShout");
    assertThat(gone.rewritten()).contains("old();");
    var alone =
        Excerpts.of(new Checkout(folder), "echo.md", "<!-- code: Echo.java#Said -->\ntext\n");
    assertThat(alone.defects())
        .singleElement()
        .hasToString("echo.md:1: no block of code below the mark of an excerpt");
  }

  @Test
  @DisplayName("a mark that is shown as code is none")
  void quoted() {
    var text = "```\n<!-- code: Gone.java#x -->\n```\n";
    assertThat(Excerpts.of(new Checkout(folder), "echo.md", text).defects()).isEmpty();
  }
}

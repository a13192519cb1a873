package ds.workbench.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// One format, so that no diff is about it. It is a test and not a step of the build, since an
/// unformatted file must not hide what the other tests say.
class FormatTest {

  private static final Formatter FORMATTER = new Formatter();

  @Test
  @DisplayName("every source is as google-java-format writes it: ./mvnw spotless:apply")
  void sourcesAreFormatted() {
    assertThat(House.files(".java").stream().filter(file -> !isFormatted(House.text(file))))
        .as("files that `./mvnw spotless:apply` would change")
        .map(Path::toString)
        .isEmpty();
  }

  @Test
  @DisplayName("a blank too many is seen")
  void aBlankTooManyIsSeen() {
    assertThat(isFormatted("class  X {}\n")).isFalse();
    assertThat(isFormatted("class X {}\n")).isTrue();
  }

  private static boolean isFormatted(String text) {
    try {
      return FORMATTER.formatSourceAndFixImports(text).equals(text);
    } catch (FormatterException e) {
      throw new AssertionError("not a Java source: " + e.getMessage(), e);
    }
  }
}

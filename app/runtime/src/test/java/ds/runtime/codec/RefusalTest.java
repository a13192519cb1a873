package ds.runtime.codec;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What cannot be encoded is refused when a codec is derived, so at start, by the name of the
/// component.
class RefusalTest {

  record Real(double ratio) {}

  record Letter(char letter) {}

  @SuppressWarnings("ArrayRecordComponent") // refused, as the test says
  record Numbers(int[] numbers) {}

  record Mapping(Map<String, Long> map) {}

  record Anything(Object value) {}

  record Raw(@SuppressWarnings("rawtypes") List list) {}

  record Covariant(List<? extends Number> numbers) {}

  record InList(String name, List<Optional<Float>> values) {}

  record Generic<T>(T value) {}

  record OfGeneric(Generic<String> generic) {}

  record OfRawGeneric(@SuppressWarnings("rawtypes") Generic generic) {}

  record Open(Runnable task) {}

  record Deep(List<Optional<Real>> reals) {}

  sealed interface Mixed permits Mixed.Fine, Mixed.Odd, Mixed.Wide {

    record Fine() implements Mixed {}

    final class Odd implements Mixed {}

    non-sealed interface Wide extends Mixed {}
  }

  sealed interface Widened permits Wider {}

  non-sealed interface Wider extends Widened {}

  record Endless(int number, Endless rest) {}

  record Chicken(Egg egg) {}

  record Egg(Chicken chicken) {}

  record WithCodec(CodecTest test) {}

  static List<Arguments> refused() {
    String scalars = "cannot be encoded, but long, int, short, byte, boolean, String, byte[]";
    return List.of(
        Arguments.of(Real.class, "RefusalTest.Real.ratio: double " + scalars),
        Arguments.of(Letter.class, "RefusalTest.Letter.letter: char " + scalars),
        Arguments.of(Numbers.class, "RefusalTest.Numbers.numbers: int[] "),
        Arguments.of(Mapping.class, "RefusalTest.Mapping.map: java.util.Map<"),
        Arguments.of(Anything.class, "RefusalTest.Anything.value: java.lang.Object "),
        Arguments.of(Raw.class, "RefusalTest.Raw.list: java.util.List "),
        Arguments.of(Covariant.class, "RefusalTest.Covariant.numbers: ? extends java.lang.Number "),
        Arguments.of(InList.class, "RefusalTest.InList.values: java.lang.Float "),
        Arguments.of(OfGeneric.class, "RefusalTest.OfGeneric.generic: "),
        Arguments.of(OfRawGeneric.class, "RefusalTest.OfRawGeneric.generic: "),
        Arguments.of(Generic.class, "the codec: "),
        Arguments.of(Deep.class, "RefusalTest.Real.ratio: double "),
        Arguments.of(WithCodec.class, "RefusalTest.WithCodec.test: ds.runtime.codec.CodecTest "),
        Arguments.of(
            Open.class,
            "RefusalTest.Open.task: Runnable is not sealed; tell its family by"
                + " Family.of(Runnable.class, ...)"),
        Arguments.of(Mixed.class, "the codec: ds.runtime.codec.RefusalTest$Mixed$Odd is neither"),
        Arguments.of(Widened.class, "the codec: Wider is not sealed; tell its family"),
        Arguments.of(Endless.class, "RefusalTest.Endless contains itself"),
        Arguments.of(Chicken.class, "RefusalTest.Chicken contains itself"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  @DisplayName("the message names the record, the component and the type")
  void isRefused(Class<?> type, String message) {
    assertThatThrownBy(() -> Codec.of(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  sealed interface Doubled {

    record Twin() implements Doubled {}

    interface Other {
      record Twin() implements Doubled {}
    }
  }

  sealed interface Colliding {
    record Aa() implements Colliding {}

    record BB() implements Colliding {}
  }

  enum CollidingConstants {
    Aa,
    BB
  }

  record OfColliding(CollidingConstants constant) {}

  @Test
  @DisplayName("two names of one tag are refused with both names")
  void collisions() {
    assertThatThrownBy(() -> Codec.of(Doubled.class)).hasMessageContaining("Twin and Twin");
    assertThatThrownBy(() -> Codec.of(Colliding.class))
        .hasMessageContaining("Colliding: Aa and BB have the same tag; one must be renamed");
    assertThatThrownBy(() -> Codec.of(OfColliding.class))
        .hasMessageContaining("CollidingConstants: Aa and BB have the same tag");
  }

  interface Wish {}

  record Gold() implements Wish {}

  record Lead() {}

  record Wishes(List<Wish> wishes) {}

  @Test
  @DisplayName("a family is told of an open interface and consists of its implementations")
  void families() {
    Class<?> open = Wish.class;
    assertThatThrownBy(() -> Family.of(open, Lead.class)).hasMessageContaining("Lead is no Wish");
    assertThatThrownBy(() -> Family.of(Doubled.class))
        .hasMessageContaining("Doubled is no open interface");
    assertThatThrownBy(() -> Family.of(Gold.class))
        .hasMessageContaining("Gold is no open interface");
    assertThatCode(() -> Codec.of(Wishes.class, Family.of(open), Family.of(open, Gold.class)))
        .doesNotThrowAnyException();
  }
}

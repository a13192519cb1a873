package ds.workbench.verify;

import java.util.Map;
import java.util.Map.Entry;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Amounts with a unit, as they are typed: `512m`, `60s`.
public final class Amount {

  private static final int DIGITS_MAX = 6;

  private Amount() {}

  /// A size in bytes: `k`, `m` or `g`, in powers of 1024.
  public static final class Bytes implements ITypeConverter<Long> {

    private static final Map<Character, Long> UNITS =
        Map.of('k', 1L << 10, 'm', 1L << 20, 'g', 1L << 30);

    @Override
    public Long convert(String text) {
      return amount(text, UNITS, "a size such as 512m or 2g");
    }
  }

  /// A time in nanoseconds: `s`, `m` or `h`.
  public static final class Nanos implements ITypeConverter<Long> {

    private static final long SECOND = 1_000_000_000L;
    private static final Map<Character, Long> UNITS =
        Map.of('s', SECOND, 'm', 60 * SECOND, 'h', 3_600 * SECOND);

    @Override
    public Long convert(String text) {
      return amount(text, UNITS, "a time such as 60s or 5m");
    }
  }

  private static long amount(String text, Map<Character, Long> units, String expected) {
    String number = text.isEmpty() ? "" : text.substring(0, text.length() - 1);
    for (Entry<Character, Long> unit : units.entrySet()) {
      if (text.endsWith(unit.getKey().toString())
          && number.matches("[0-9]{1," + DIGITS_MAX + "}")
          && !number.matches("0*")) {
        return Long.parseLong(number) * unit.getValue();
      }
    }
    throw new TypeConversionException("'" + text + "' is no amount; expected " + expected);
  }
}

package ds.lab.chance;

import ds.core.Context;

/// Times as people read them.
public final class Times {

  private Times() {}

  /// Milliseconds with three decimals, such as `1204.350ms`; trailing zeros are left out.
  public static String text(long nanos) {
    long micros = Math.abs(nanos) / (Context.MILLISECOND / 1000);
    long fraction = micros % 1000;
    StringBuilder text = new StringBuilder(nanos < 0 ? "-" : "").append(micros / 1000);
    if (fraction != 0) {
      text.append('.').append(fraction / 100);
      if (fraction % 100 != 0) {
        text.append(fraction / 10 % 10);
      }
      if (fraction % 10 != 0) {
        text.append(fraction % 10);
      }
    }
    return text.append("ms").toString();
  }
}

package ds.system.kv.front.desk;

import java.util.concurrent.ThreadLocalRandom;

/// Numbers that nobody else draws: of a lease whose client names none, and of a new member.
public final class FreshId {

  private FreshId() {}

  /// Above 0, which stands for none.
  public static long draw() {
    return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
  }
}

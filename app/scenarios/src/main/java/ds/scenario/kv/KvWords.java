package ds.scenario.kv;

import ds.protocol.kv.KvCommand;
import ds.protocol.kv.KvQuery;
import java.util.List;
import java.util.Optional;

/// The operations of the store, as people write them.
final class KvWords {

  static final List<String> USAGES =
      List.of(
          "put KEY VALUE", "get KEY", "append KEY VALUE", "put-if KEY VALUE VERSION", "delete KEY");

  private static final int DIGITS_MAX = 9;

  private KvWords() {}

  /// The operation that is written so: a [KvCommand] or a [KvQuery].
  static Optional<Object> operation(List<String> words) {
    String key = words.size() > 1 ? words.get(1) : "";
    String value = words.size() > 2 ? words.get(2) : "";
    return switch (words.getFirst() + "/" + (words.size() - 1)) {
      case "put/2" -> Optional.of(new KvCommand.Put(key, value));
      case "get/1" -> Optional.of(new KvQuery.Get(key));
      case "append/2" -> Optional.of(new KvCommand.Append(key, value));
      case "put-if/3" -> version(words.get(3)).map(it -> new KvCommand.PutIf(key, value, it));
      case "delete/1" -> Optional.of(new KvCommand.Delete(key));
      default -> Optional.empty();
    };
  }

  private static Optional<Long> version(String word) {
    boolean isNumber = word.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber && word.length() <= DIGITS_MAX
        ? Optional.of(Long.parseLong(word))
        : Optional.empty();
  }
}

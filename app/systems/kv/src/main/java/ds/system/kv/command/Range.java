package ds.system.kv.command;

/// Reads keys as of one revision.
///
/// @param revision to read at; 0 or less for the present one
/// @param limit on the number of items; 0 or less for none
/// @param modified items last modified outside are left out, but counted
/// @param created items created outside are left out, but counted
public record Range(
    KeyRange keys, long revision, long limit, Sort sort, Detail detail, Span modified, Span created)
    implements Operation {

  /// All there is about the keys now, in their order.
  public static Range of(KeyRange keys) {
    return new Range(keys, 0, 0, Sort.BY_KEY, Detail.ALL, Span.ANY, Span.ANY);
  }

  public static Range of(Bytes key) {
    return of(KeyRange.single(key));
  }

  public Range at(long otherRevision) {
    return new Range(keys, otherRevision, limit, sort, detail, modified, created);
  }

  public Range limited(long otherLimit) {
    return new Range(keys, revision, otherLimit, sort, detail, modified, created);
  }

  public Range sorted(Target target, Order order) {
    return new Range(keys, revision, limit, new Sort(target, order), detail, modified, created);
  }

  public Range showing(Detail otherDetail) {
    return new Range(keys, revision, limit, sort, otherDetail, modified, created);
  }

  @Override
  public int size() {
    return 96 + keys.key().length() + keys.end().length();
  }

  @Override
  public boolean readsOnly() {
    return true;
  }

  /// What is sorted by, in the order of etcd's API.
  public enum Target {
    KEY,
    VERSION,
    CREATED,
    MODIFIED,
    VALUE
  }

  /// In the order of etcd's API.
  public enum Order {

    /// Ascending, among the keys that the limit lets through in their own order.
    NONE,
    ASCENDING,
    DESCENDING
  }

  public record Sort(Target target, Order order) {

    public static final Sort BY_KEY = new Sort(Target.KEY, Order.NONE);
  }

  /// How much of each item is wanted.
  public enum Detail {
    ALL,
    WITHOUT_VALUES,
    COUNT_ONLY
  }

  /// Revisions from `min` to `max`, both included; 0 for no bound.
  public record Span(long min, long max) {

    public static final Span ANY = new Span(0, 0);

    public boolean isAny() {
      return min == 0 && max == 0;
    }

    public boolean contains(long revision) {
      return (min == 0 || revision >= min) && (max == 0 || revision <= max);
    }
  }
}

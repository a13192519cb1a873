package ds.system.kv.store;

import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvResult.Found;
import ds.system.kv.command.Range;
import ds.system.kv.command.Range.Detail;
import ds.system.kv.command.Range.Order;
import ds.system.kv.command.Range.Target;
import ds.system.kv.store.versions.Searchable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Answers a [Range], at a revision that can be read.
///
/// The order of the steps is etcd's, and shows: all keys of the range are counted, then filtered,
/// then sorted, then cut off by the limit. One case breaks it. Without an order and without filters
/// the limit comes first, and the few that it lets through are sorted by their target.
final class Ranges {

  private final Range range;
  private final List<KeyValue> items = new ArrayList<>();
  private long count;
  private boolean more;

  private Ranges(Range range) {
    this.range = range;
  }

  static Found find(Searchable source, Range range) {
    long at = range.revision() > 0 ? range.revision() : source.revision();
    var found = new Ranges(range);
    found.collect(source, at);
    found.sort();
    found.cut();
    return new Found(source.revision(), List.copyOf(found.items), found.count, found.more);
  }

  private void collect(Searchable source, long at) {
    if (range.detail() == Detail.COUNT_ONLY) {
      source.read(range.keys(), at, _ -> count());
      return;
    }
    boolean limitComesFirst =
        range.limit() > 0
            && range.sort().order() == Order.NONE
            && range.modified().isAny()
            && range.created().isAny();
    long wanted = limitComesFirst ? range.limit() + 1 : Long.MAX_VALUE;
    source.read(
        range.keys(),
        at,
        version -> {
          if (count < wanted
              && range.modified().contains(version.modified())
              && range.created().contains(version.created())) {
            items.add(version);
          }
          return count();
        });
  }

  private boolean count() {
    count++;
    return true;
  }

  private void sort() {
    if (range.sort().order() == Order.DESCENDING) {
      items.sort(comparator(range.sort().target()).reversed());
    } else if (range.sort().target() != Target.KEY) {
      items.sort(comparator(range.sort().target()));
    }
  }

  private static Comparator<KeyValue> comparator(Target target) {
    return switch (target) {
      case KEY -> Comparator.comparing(KeyValue::key);
      case VERSION -> Comparator.comparingLong(KeyValue::version);
      case CREATED -> Comparator.comparingLong(KeyValue::created);
      case MODIFIED -> Comparator.comparingLong(KeyValue::modified);
      case VALUE -> Comparator.comparing(KeyValue::value);
    };
  }

  private void cut() {
    if (range.limit() > 0 && items.size() > range.limit()) {
      items.subList((int) range.limit(), items.size()).clear();
      more = true;
    }
    if (range.detail() == Detail.WITHOUT_VALUES) {
      items.replaceAll(KeyValue::withoutValue);
    }
  }
}

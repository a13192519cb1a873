package ds.exercise.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Windows in each of which something must happen, and where it has.
public final class Windows {

  private final List<Window> all;
  private final Set<Window> served = new HashSet<>();

  public Windows(List<Window> all) {
    this.all = List.copyOf(all);
  }

  public List<Window> all() {
    return all;
  }

  /// It has happened in `window`.
  public void serve(Window window) {
    served.add(window);
  }

  /// It has not happened in `window` after all.
  public void withdraw(Window window) {
    served.remove(window);
  }

  public boolean areServed() {
    return served.size() == all.size();
  }

  /// Where it has not happened, the first.
  public Optional<Window> unserved() {
    return all.stream().filter(it -> !served.contains(it)).findFirst();
  }
}

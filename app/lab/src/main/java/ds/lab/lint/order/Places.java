package ds.lab.lint.order;

import ds.lab.lint.program.Program.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Where in the program, between its methods, a hash-ordered collection may be: in fields,
/// parameters and results. It only grows, so that following it comes to an end.
final class Places {

  private final Map<String, String> contents = new HashMap<>();
  private final Set<String> handedOut = new HashSet<>();
  private boolean changed;

  static String field(String owner, String name) {
    return "field " + owner + "." + name;
  }

  static String parameter(Method method, int slot) {
    return "parameter " + slot + " of " + key(method);
  }

  static String result(Method method) {
    return "result of " + key(method);
  }

  String at(String place) {
    return contents.getOrDefault(place, Frame.PLAIN);
  }

  void put(String place, String what) {
    if (!what.equals(Frame.PLAIN)) {
      changed |= contents.putIfAbsent(place, what) == null;
    }
  }

  /// Notes that a method is called through a lambda or a reference, by nobody knows whom.
  void handOut(Method method) {
    changed |= handedOut.add(key(method));
  }

  boolean isHandedOut(Method method) {
    return handedOut.contains(key(method));
  }

  void settle() {
    changed = false;
  }

  boolean haveChanged() {
    return changed;
  }

  private static String key(Method method) {
    return method.owner() + "." + method.signature();
  }
}

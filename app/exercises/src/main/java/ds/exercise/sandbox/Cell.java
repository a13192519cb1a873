package ds.exercise.sandbox;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Loads a learner's classes, metered, where they see nothing but what a node may know: the core,
/// what the exercise gives, and the harmless packages of Java.
///
/// The lint tells a learner what is wrong with a class before it runs. The cell is the wall behind
/// that advice: a class whose name it does not pass on does not exist in here.
final class Cell extends ClassLoader {

  /// Java's own, and what the compiler links lambdas, records, switches and strings with.
  private static final List<String> JAVA =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.math",
          "java.nio.charset",
          "java.util",
          "java.util.function",
          "java.util.regex",
          "java.util.stream");

  private static final List<String> INTERFACES = List.of("java.io.Serializable");

  static {
    registerAsParallelCapable();
  }

  private final SortedMap<String, byte[]> classes;
  private final List<Class<?>> given;

  /// @param classes the learner's, by binary name
  /// @param given what the exercise gives; nested classes come with their outer ones
  Cell(Map<String, byte[]> classes, List<Class<?>> given) {
    super("solution", Cell.class.getClassLoader());
    this.classes = new TreeMap<>(classes);
    this.given = given;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      byte[] plain = classes.get(name);
      if (plain == null) {
        return isVisible(name) ? super.loadClass(name, resolve) : refuse(name);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name, plain) : loaded;
    }
  }

  private Class<?> define(String name, byte[] plain) {
    byte[] metered = Metered.metered(plain, classes);
    return defineClass(name, metered, 0, metered.length);
  }

  private boolean isVisible(String name) {
    int dot = name.lastIndexOf('.');
    String home = dot < 0 ? "" : name.substring(0, dot);
    return JAVA.contains(home)
        || INTERFACES.contains(name)
        || home.equals("ds.core")
        || name.equals(Meter.class.getName())
        || given.stream().anyMatch(it -> name.equals(it.getName()) || isNested(name, it));
  }

  private static boolean isNested(String name, Class<?> outer) {
    return name.startsWith(outer.getName() + "$");
  }

  private static Class<?> refuse(String name) throws ClassNotFoundException {
    throw new ClassNotFoundException(name + " is not there for a node");
  }
}

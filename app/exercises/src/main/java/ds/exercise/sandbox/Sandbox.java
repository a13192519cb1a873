package ds.exercise.sandbox;

import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.task.Exercise;
import ds.exercise.task.Solution;
import ds.lab.scenario.Roster;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A learner's classes, loaded where they can do nothing but be nodes.
///
/// Only one thread may use it at a time, as code in it is counted by plain fields.
public final class Sandbox<M> implements Solution<M> {

  private final Detached detached = new Detached();
  private final Cell cell;
  private final String home;
  private final Statics statics;

  /// @param classes by binary name, to which the [Guard] has no objections
  /// @throws IllegalArgumentException if one of them cannot be initialized
  public Sandbox(SortedMap<String, byte[]> classes, Exercise<M> exercise) {
    this.cell = new Cell(classes, exercise.given());
    this.home = exercise.packageName();
    this.statics = new Statics(classes.keySet().stream().map(this::type).toList());
  }

  @Override
  public Roster.Maker<M> nodes(String name) {
    Constructor<?> constructor;
    try {
      constructor = type(home + "." + name).getDeclaredConstructor(NodeId.class, List.class);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          name + " has no constructor " + name + "(NodeId self, List<NodeId> servers)", e);
    }
    return (self, servers) ->
        new Confined<>(() -> node(make(constructor, self, servers)), detached, statics, home);
  }

  @Override
  public <T> T make(String name, Class<T> wanted) {
    Class<?> type = type(home + "." + name);
    if (!wanted.isAssignableFrom(type)) {
      throw new IllegalArgumentException(name + " does not implement " + wanted.getSimpleName());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return Supervised.of(wanted, () -> make(constructor), detached, home);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(name + " has no constructor without parameters", e);
    }
  }

  @Override
  public Optional<String> trespass() {
    return statics.haveChanged()
        ? Optional.of("the value of a static field has changed, and all nodes can see it")
        : Optional.empty();
  }

  private Class<?> type(String binaryName) {
    Meter.reset();
    try {
      return Class.forName(binaryName, true, cell);
    } catch (ClassNotFoundException | Error e) { // setting a static field may throw anything
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(
          "class " + binaryName + " cannot be used: " + Blunder.of(cause, home).getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked") // what it exchanges is checked by the compiler of the learner
  private Node<M> node(Object made) {
    if (made instanceof Node<?> node) {
      return (Node<M>) node;
    }
    throw new IllegalStateException(made.getClass().getSimpleName() + " is no Node");
  }

  private static Object make(Constructor<?> constructor, Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw sneaky(Optional.ofNullable(e.getCause()).orElse(e));
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(constructor.getDeclaringClass() + " cannot be made", e);
    }
  }

  /// What a constructor throws goes on unchanged.
  @SuppressWarnings("unchecked") // nothing is cast: the compiler is made to forget the type
  private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
    throw (E) thrown;
  }
}

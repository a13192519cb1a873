package ds.exercise.sandbox;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A learner's object that is no node, as a test sees it: each call is metered, what it answers is
/// detached from it, and whatever it throws becomes a [Blunder].
///
/// What it is given is for the test to detach, as only the test knows what may not change.
final class Supervised implements InvocationHandler {

  private final Detached detached;
  private final String home;
  private Optional<Object> inner = Optional.empty();
  private Optional<Blunder> stillborn = Optional.empty();

  private Supervised(Supplier<Object> maker, Detached detached, String home) {
    this.detached = detached;
    this.home = home;
    Meter.reset();
    try {
      inner = Optional.of(maker.get());
    } catch (Throwable e) { // a constructor may throw anything
      stillborn = Optional.of(Blunder.of(e, home));
    }
  }

  /// @param type an interface
  /// @param maker makes the learner's object; if it fails, every call of the object does
  /// @param home the package of the learner's classes
  static <T> T of(Class<T> type, Supplier<Object> maker, Detached detached, String home) {
    var handler = new Supervised(maker, detached, home);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
    if (stillborn.isPresent()) {
      throw stillborn.get();
    }
    Meter.reset();
    try {
      Object answer = method.invoke(inner.orElseThrow(), arguments);
      return method.getReturnType() == void.class ? null : detached.detach(answer);
    } catch (InvocationTargetException e) { // a method may throw anything
      throw Blunder.of(Objects.requireNonNullElse(e.getCause(), e), home);
    } catch (Throwable e) { // so may a collection that it returned
      throw Blunder.of(e, home);
    } finally {
      Meter.reset();
    }
  }
}

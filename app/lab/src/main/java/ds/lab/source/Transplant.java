package ds.lab.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/// Loads some packages anew, with changed classes in place of theirs.
///
/// Everything else comes from the parent: so what is loaded here works with what is loaded there,
/// beside the original.
public final class Transplant extends ClassLoader {

  private final List<String> packages;
  private final Map<String, byte[]> changed;

  /// @param parent has the originals, too
  /// @param packages how names begin of what is loaded anew, such as `ds.protocol.`
  /// @param changed by binary name
  public Transplant(ClassLoader parent, List<String> packages, Map<String, byte[]> changed) {
    super(parent);
    this.packages = List.copyOf(packages);
    this.changed = Map.copyOf(changed);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (packages.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = changed.get(name);
    if (bytes == null) {
      bytes = original(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] original(String name) throws ClassNotFoundException {
    String resource = name.replace('.', '/') + ".class";
    try (InputStream stream = getParent().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new ClassNotFoundException(name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}

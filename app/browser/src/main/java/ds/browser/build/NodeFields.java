package ds.browser.build;

import java.util.Collection;
import java.util.List;
import org.teavm.classlib.ReflectionContext;
import org.teavm.classlib.ReflectionSupplier;
import org.teavm.model.ClassReader;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldReader;

/// Which fields the page may read by name: those of nodes and their parts, and of messages that
/// only carry another one.
public final class NodeFields implements ReflectionSupplier {

  private static final List<String> PACKAGES = List.of("ds.protocol.", "ds.scenario.");

  @Override
  public Collection<String> getAccessibleFields(ReflectionContext context, String className) {
    ClassReader type = context.getClassSource().get(className);
    if (type == null || PACKAGES.stream().noneMatch(className::startsWith)) {
      return List.of();
    }
    List<String> fields =
        type.getFields().stream()
            .filter(field -> !field.hasModifier(ElementModifier.STATIC))
            .map(FieldReader::getName)
            .filter(name -> name.indexOf('$') < 0)
            .toList();
    boolean isRecord = "java.lang.Record".equals(type.getParent());
    boolean isShown = isRecord ? fields.equals(List.of("message")) : !isEnum(type);
    return isShown ? fields : List.of();
  }

  private static boolean isEnum(ClassReader type) {
    return "java.lang.Enum".equals(type.getParent());
  }
}

package ds.lab.lint.program;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The classes under examination, by internal name, as in `ds/core/Event$Started`.
public final class Program {

  private final SortedMap<String, ClassModel> classes = new TreeMap<>();

  /// By the name of a class or interface: all classes here that extend or implement it, with
  /// itself.
  private final Map<String, Set<String>> kinds = new HashMap<>();

  /// By name and descriptor.
  private final Map<String, List<Method>> methods = new HashMap<>();

  private Program() {}

  /// Reads class files.
  ///
  /// @param files what is in each, by a name for it
  /// @throws IllegalArgumentException if one of them is not a class file of Java 25 or older
  public static Program read(Map<String, byte[]> files) {
    var program = new Program();
    files.forEach(program::read);
    program.classes.values().forEach(program::index);
    return program;
  }

  private void read(String name, byte[] bytes) {
    try {
      ClassModel type = ClassFile.of().parse(bytes);
      if (!type.isModuleInfo()) {
        type.methods().forEach(method -> method.code().ifPresent(CodeModel::elementList));
        classes.put(type.thisClass().asInternalName(), type);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + " is not a class file of Java 25 or older: " + e.getMessage(), e);
    }
  }

  private void index(ClassModel type) {
    addKind(name(type), type);
    for (MethodModel model : type.methods()) {
      var method = new Method(type, model);
      methods.computeIfAbsent(method.signature(), key -> new ArrayList<>()).add(method);
    }
  }

  private void addKind(String kind, ClassModel type) {
    if (kinds.computeIfAbsent(kind, key -> new LinkedHashSet<>()).add(name(type))) {
      find(kind).stream().flatMap(Program::parents).forEach(parent -> addKind(parent, type));
    }
  }

  public Collection<ClassModel> classes() {
    return classes.values();
  }

  public Set<String> names() {
    return classes.keySet();
  }

  /// Every method of every class.
  public List<Method> methods() {
    return classes.values().stream()
        .flatMap(type -> type.methods().stream().map(method -> new Method(type, method)))
        .toList();
  }

  public Optional<ClassModel> find(String name) {
    return Optional.ofNullable(classes.get(name));
  }

  public boolean contains(String name) {
    return classes.containsKey(name);
  }

  /// The methods that a call may reach: those which some class has that is of the kind the call
  /// names. Constructors are not inherited.
  public List<Method> targets(String owner, String name, String descriptor) {
    return methods.getOrDefault(name + descriptor, List.of()).stream()
        .filter(
            each -> name.equals("<init>") ? each.owner().equals(owner) : meet(each.owner(), owner))
        .toList();
  }

  private boolean meet(String oneKind, String otherKind) {
    return !Collections.disjoint(
        kinds.getOrDefault(oneKind, Set.of()), kinds.getOrDefault(otherKind, Set.of()));
  }

  /// A method and where it is declared.
  ///
  /// @param signature name and descriptor
  public record Method(ClassModel type, MethodModel model, String owner, String signature) {

    Method(ClassModel type, MethodModel model) {
      this(type, model, Program.name(type), Program.signature(model));
    }
  }

  /// The class that declares a member, which may be an ancestor of the one that the code names, and
  /// outside the program.
  public String declaring(String owner, String member) {
    return find(owner)
        .filter(type -> !declares(type, member))
        .flatMap(ClassModel::superclass)
        .map(parent -> declaring(parent.asInternalName(), member))
        .orElse(owner);
  }

  private static boolean declares(ClassModel type, String member) {
    return type.methods().stream().anyMatch(it -> it.methodName().equalsString(member))
        || type.fields().stream().anyMatch(it -> it.fieldName().equalsString(member));
  }

  public static String name(ClassModel type) {
    return type.thisClass().asInternalName();
  }

  /// The name as its own package writes it: `Event.Started`.
  public static String simple(ClassModel type) {
    return name(type).substring(name(type).lastIndexOf('/') + 1).replace('$', '.');
  }

  private static String signature(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }

  public static Stream<String> parents(ClassModel type) {
    return Stream.concat(type.superclass().stream(), type.interfaces().stream())
        .map(ClassEntry::asInternalName);
  }

  public static boolean isRecord(ClassModel type) {
    return type.findAttribute(Attributes.record()).isPresent();
  }

  public static boolean isEnum(ClassModel type) {
    return type.flags().has(AccessFlag.ENUM);
  }

  public static Optional<MethodModel> method(ClassModel type, String name, String descriptor) {
    return type.methods().stream()
        .filter(each -> signature(each).equals(name + descriptor))
        .findFirst();
  }

  /// Whether the compiler wrote this method of a record, as the shape of the record tells.
  public static boolean isGenerated(MethodModel method) {
    return method.code().stream()
        .flatMap(CodeModel::elementStream)
        .anyMatch(element ->
            element instanceof InvokeDynamicInstruction link
                && link.bootstrapMethod().owner().displayName().equals("ObjectMethods"));
  }

  /// The source file's name, or the class's if it was compiled without.
  public static String file(ClassModel type) {
    return type.findAttribute(Attributes.sourceFile())
        .map(attribute -> attribute.sourceFile().stringValue())
        .orElseGet(() -> name(type).replace('/', '.'));
  }

  /// The first line of a method's code, or of its class's if it has none.
  public static int line(ClassModel type, MethodModel method) {
    return firstLine(method).orElseGet(() -> line(type));
  }

  /// About the line of a class's header: the first of its constructor or of any other code; 0 if
  /// there is none.
  public static int line(ClassModel type) {
    List<MethodModel> constructors =
        type.methods().stream().filter(each -> each.methodName().equalsString("<init>")).toList();
    return Stream.concat(constructors.stream(), type.methods().stream())
        .flatMap(method -> firstLine(method).stream())
        .findFirst()
        .orElse(0);
  }

  private static Optional<Integer> firstLine(MethodModel method) {
    return method.code().stream()
        .flatMap(CodeModel::elementStream)
        .filter(LineNumber.class::isInstance)
        .map(element -> ((LineNumber) element).line())
        .findFirst();
  }
}

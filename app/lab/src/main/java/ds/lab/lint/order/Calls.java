package ds.lab.lint.order;

import static ds.lab.lint.order.Frame.PLAIN;

import ds.lab.lint.program.Program;
import ds.lab.lint.program.Program.Method;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.function.BiConsumer;

/// What a call does with the hash-ordered collections among its receiver and arguments.
///
/// Inside the program they move on into the parameters of every method that the call may reach.
/// Outside, they may be asked for what does not show their order, and handed to whom it does not
/// matter; the rest is reported.
final class Calls {

  /// Asked of a hash-ordered collection, these give the same answer whatever its order.
  private static final List<String> LOOKUPS =
      words(
          """
          <init> add addAll clear compute computeIfAbsent computeIfPresent contains containsAll
          containsKey containsValue equals get getClass getOrDefault hashCode isEmpty merge put
          putAll putIfAbsent remove removeAll replace retainAll size
          """);

  /// What these return has the order of the collection itself.
  private static final List<String> VIEWS = words("clone entrySet keySet values");

  /// These do not mind in which order they are handed a collection.
  private static final List<String> INDIFFERENT =
      words("containsAll equals isNull nonNull removeAll retainAll");

  /// Nor do these, if what they fill has an order of its own.
  private static final List<String> COPIES = words("<init> addAll putAll");

  private static final List<String> SORTED =
      words(
          """
          java/util/NavigableMap java/util/SortedMap java/util/TreeMap
          java/util/NavigableSet java/util/SortedSet java/util/TreeSet
          """);

  private final Program program;
  private final Places places;
  private final BiConsumer<String, String> report;

  Calls(Program program, Places places, BiConsumer<String, String> report) {
    this.program = program;
    this.places = places;
    this.report = report;
  }

  /// What a new object of a class is for [Frame].
  static String hashOrdered(String owner) {
    return switch (owner) {
      case "java/util/HashMap" -> "HashMap";
      case "java/util/HashSet" -> "HashSet";
      default -> PLAIN;
    };
  }

  static String remedy(String what) {
    return what.equals("HashSet")
        ? "use a TreeSet or a LinkedHashSet"
        : "use a TreeMap or a LinkedHashMap";
  }

  void take(InvokeInstruction call, Frame frame) {
    MethodTypeDesc type = call.typeSymbol();
    String[] arguments = pop(type, frame);
    String receiver = call.opcode() == Opcode.INVOKESTATIC ? PLAIN : frame.pop();
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    List<Method> targets = program.targets(owner, name, type.descriptorString());
    String result = PLAIN;
    for (Method target : targets) {
      int slot = call.opcode() == Opcode.INVOKESTATIC ? 0 : 1;
      enter(target, slot, arguments, type);
      result = either(result, places.at(Places.result(target)));
    }
    if (targets.isEmpty() || !program.contains(owner)) {
      result = either(result, leave(owner, name, receiver, arguments));
    }
    push(type.returnType(), result, frame);
  }

  /// Arguments enter a method of the program.
  void enter(Method target, int firstSlot, String[] arguments, MethodTypeDesc type) {
    int slot = firstSlot;
    for (int i = 0; i < arguments.length; i++) {
      places.put(Places.parameter(target, slot), arguments[i]);
      slot += size(type.parameterType(i));
    }
  }

  /// A call leaves the program.
  ///
  /// @return what comes back
  String leave(String owner, String name, String receiver, String[] arguments) {
    if (name.startsWith("newHash")) {
      return hashOrdered(owner);
    }
    if (!receiver.equals(PLAIN) && !LOOKUPS.contains(name) && !VIEWS.contains(name)) {
      complain(receiver, receiver + "." + name);
    }
    String returned = VIEWS.contains(name) ? receiver : PLAIN;
    for (String argument : arguments) {
      if (returnsArgument(owner, name)) {
        returned = either(returned, argument);
      } else if (!isIndifferent(owner, name, receiver)) {
        complain(argument, handedOver(argument, simple(owner), name));
      }
    }
    return returned;
  }

  private static String handedOver(String what, String owner, String name) {
    return switch (name) {
      case "valueOf", "append" -> what + ".toString";
      case "<init>" -> "a " + what + " handed to " + owner;
      default -> "a " + what + " handed to " + owner + "." + name;
    };
  }

  private static boolean isIndifferent(String owner, String name, String receiver) {
    boolean ordersItself = SORTED.contains(owner) || !receiver.equals(PLAIN);
    return INDIFFERENT.contains(name) || (ordersItself && COPIES.contains(name));
  }

  private static boolean returnsArgument(String owner, String name) {
    return name.equals("requireNonNull")
        || (owner.equals("java/util/Collections") && name.startsWith("unmodifiable"));
  }

  void complain(String what, String used) {
    if (!what.equals(PLAIN)) {
      report.accept(used, remedy(what));
    }
  }

  static String either(String one, String other) {
    return one.equals(PLAIN) ? other : one;
  }

  static String[] pop(MethodTypeDesc type, Frame frame) {
    String[] arguments = new String[type.parameterCount()];
    for (int i = arguments.length - 1; i >= 0; i--) {
      int size = size(type.parameterType(i));
      frame.pop(size - 1);
      arguments[i] = frame.pop();
    }
    return arguments;
  }

  static void push(ClassDesc type, String what, Frame frame) {
    if (TypeKind.from(type) == TypeKind.REFERENCE) {
      frame.push(what);
    } else {
      frame.pushPlain(size(type));
    }
  }

  static int size(ClassDesc type) {
    return TypeKind.from(type).slotSize();
  }

  static String internalName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }

  private static String simple(String owner) {
    return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }
}

package ds.lab.lint.order;

import static ds.lab.lint.order.Frame.PLAIN;

import ds.lab.lint.program.Program;
import ds.lab.lint.program.Program.Method;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// What goes through a lambda or a method reference: in, what it captured and what its interface is
/// called with; out, what its body returns.
///
/// If the interface belongs to the program, all its callers are known. If not, a hash-ordered
/// collection that comes out is lost from sight, and that is reported.
final class Lambdas {

  private final Program program;
  private final Places places;
  private final Calls calls;

  Lambdas(Program program, Places places, Calls calls) {
    this.program = program;
    this.places = places;
    this.calls = calls;
  }

  void take(InvokeDynamicInstruction link, Frame frame) {
    MethodTypeDesc type = link.typeSymbol();
    String[] captured = Calls.pop(type, frame);
    switch (link.bootstrapMethod().owner().displayName()) {
      case "LambdaMetafactory" -> make(link, captured);
      case "StringConcatFactory" -> {
        for (String what : captured) {
          calls.complain(what, what + ".toString");
        }
      }
      default -> {}
    }
    Calls.push(type.returnType(), PLAIN, frame);
  }

  private void make(InvokeDynamicInstruction link, String[] captured) {
    if (!(link.bootstrapArgs().get(0) instanceof MethodTypeDesc called)
        || !(link.bootstrapArgs().get(1) instanceof DirectMethodHandleDesc body)) {
      return;
    }
    List<Method> declared = declared(link, called);
    String[] entering = entering(captured, declared, called);
    List<Method> bodies =
        program.targets(
            Calls.internalName(body.owner()), body.methodName(), body.lookupDescriptor());
    String result = bodies.isEmpty() ? outside(body, entering) : PLAIN;
    for (Method each : bodies) {
      calls.enter(each, isConstructor(body) ? 1 : 0, entering, body.invocationType());
      result = Calls.either(result, places.at(Places.result(each)));
    }
    if (declared.isEmpty()) {
      bodies.forEach(places::handOut);
    }
    if (declared.isEmpty() && bodies.isEmpty()) {
      String name = isConstructor(body) ? "new" : body.methodName();
      calls.complain(result, "the result of " + body.owner().displayName() + "::" + name);
    }
    for (Method each : declared) {
      places.put(Places.result(each), result);
    }
  }

  /// The method of the interface, if that belongs to the program.
  private List<Method> declared(InvokeDynamicInstruction link, MethodTypeDesc called) {
    String owner = Calls.internalName(link.typeSymbol().returnType());
    return program.targets(owner, link.name().stringValue(), called.descriptorString()).stream()
        .filter(each -> each.model().code().isEmpty())
        .toList();
  }

  /// What was captured, and behind it whatever the interface's method is called with.
  private String[] entering(String[] captured, List<Method> declared, MethodTypeDesc called) {
    List<String> entering = new ArrayList<>(List.of(captured));
    int slot = 1;
    for (int i = 0; i < called.parameterCount(); i++) {
      String passed = PLAIN;
      for (Method each : declared) {
        passed = Calls.either(passed, places.at(Places.parameter(each, slot)));
      }
      entering.add(passed);
      slot += Calls.size(called.parameterType(i));
    }
    return entering.toArray(String[]::new);
  }

  private String outside(DirectMethodHandleDesc body, String[] entering) {
    String owner = Calls.internalName(body.owner());
    return switch (body.kind()) {
      case CONSTRUCTOR -> {
        String made = Calls.hashOrdered(owner);
        calls.leave(owner, "<init>", made, entering);
        yield made;
      }
      case STATIC, INTERFACE_STATIC -> calls.leave(owner, body.methodName(), PLAIN, entering);
      default -> {
        String[] arguments = List.of(entering).subList(1, entering.length).toArray(String[]::new);
        yield calls.leave(owner, body.methodName(), entering[0], arguments);
      }
    };
  }

  private static boolean isConstructor(DirectMethodHandleDesc body) {
    return body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR;
  }
}

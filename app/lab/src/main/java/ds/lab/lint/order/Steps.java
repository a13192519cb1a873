package ds.lab.lint.order;

import static ds.lab.lint.order.Frame.PLAIN;

import ds.lab.lint.program.Program;
import ds.lab.lint.program.Program.Method;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.function.Consumer;

/// What each instruction of one method does with the hash-ordered collections in a [Frame].
final class Steps {

  private final Program program;
  private final Method method;
  private final Places places;
  private final Calls calls;
  private final Lambdas lambdas;
  private final Consumer<Sighting> sightings;
  private int line;

  Steps(Program program, Method method, Places places, Consumer<Sighting> sightings) {
    this.program = program;
    this.method = method;
    this.places = places;
    this.sightings = sightings;
    this.calls = new Calls(program, places, this::report);
    this.lambdas = new Lambdas(program, places, calls);
    this.line = Program.line(method.type(), method.model());
  }

  void line(int number) {
    line = number;
  }

  /// The frame before the first instruction: only the parameters hold anything.
  Frame start(CodeAttribute code) {
    // One word to spare, for exchanging the two topmost.
    var frame = new Frame(code.maxLocals(), code.maxStack() + 1);
    for (int slot = 0; slot < code.maxLocals(); slot++) {
      frame.setLocal(slot, places.at(Places.parameter(method, slot)));
    }
    return frame;
  }

  void take(Instruction instruction, Frame frame) {
    switch (instruction) {
      case LoadInstruction load -> load(load, frame);
      case StoreInstruction store -> store(store, frame);
      case ConstantInstruction constant -> frame.pushPlain(words(constant.typeKind()));
      case FieldInstruction field -> field(field, frame);
      case InvokeInstruction call -> calls.take(call, frame);
      case InvokeDynamicInstruction link -> lambdas.take(link, frame);
      case NewObjectInstruction made ->
          frame.push(Calls.hashOrdered(made.className().asInternalName()));
      case NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _ -> replace(1, 1, frame);
      case NewMultiArrayInstruction array -> replace(array.dimensions(), 1, frame);
      case TypeCheckInstruction check when check.opcode() == Opcode.INSTANCEOF ->
          replace(1, 1, frame);
      case ArrayLoadInstruction load -> replace(2, words(load.typeKind()), frame);
      case ArrayStoreInstruction store -> arrayStore(store, frame);
      case ReturnInstruction exit when exit.typeKind() == TypeKind.REFERENCE -> exit(frame);
      case ReturnInstruction exit -> frame.pop(words(exit.typeKind()));
      case BranchInstruction branch -> frame.pop(operands(branch.opcode()));
      case TableSwitchInstruction _, LookupSwitchInstruction _ -> frame.pop(1);
      case ThrowInstruction _, MonitorInstruction _ -> frame.pop(1);
      case ConvertInstruction to -> replace(words(to.fromType()), words(to.toType()), frame);
      case OperatorInstruction operator -> operate(operator, frame);
      case StackInstruction stack -> frame.rearrange(stack.opcode());
      default -> {}
    }
  }

  private static void load(LoadInstruction load, Frame frame) {
    if (load.typeKind() == TypeKind.REFERENCE) {
      frame.push(frame.local(load.slot()));
    } else {
      frame.pushPlain(words(load.typeKind()));
    }
  }

  private static void store(StoreInstruction store, Frame frame) {
    if (store.typeKind() == TypeKind.REFERENCE) {
      frame.setLocal(store.slot(), frame.pop());
    } else {
      frame.pop(words(store.typeKind()));
      frame.setLocal(store.slot(), PLAIN);
    }
  }

  private void field(FieldInstruction field, Frame frame) {
    TypeKind type = TypeKind.from(field.typeSymbol());
    String owner = program.declaring(field.owner().asInternalName(), field.name().stringValue());
    String place = Places.field(owner, field.name().stringValue());
    boolean writes = field.opcode() == Opcode.PUTFIELD || field.opcode() == Opcode.PUTSTATIC;
    boolean ofObject = field.opcode() == Opcode.PUTFIELD || field.opcode() == Opcode.GETFIELD;
    String written = PLAIN;
    if (writes && type == TypeKind.REFERENCE) {
      written = frame.pop();
    } else if (writes) {
      frame.pop(words(type));
    }
    frame.pop(ofObject ? 1 : 0);
    if (writes) {
      places.put(place, written);
      if (!written.equals(PLAIN) && program.find(owner).filter(Program::isRecord).isPresent()) {
        report("a " + written + " inside a record", Calls.remedy(written));
      }
    } else if (type == TypeKind.REFERENCE) {
      frame.push(places.at(place));
    } else {
      frame.pushPlain(words(type));
    }
  }

  private void arrayStore(ArrayStoreInstruction store, Frame frame) {
    if (store.typeKind() == TypeKind.REFERENCE) {
      String what = frame.pop();
      if (!what.equals(PLAIN)) {
        report("a " + what + " put into an array", Calls.remedy(what));
      }
    } else {
      frame.pop(words(store.typeKind()));
    }
    frame.pop(2);
  }

  private void exit(Frame frame) {
    String what = frame.pop();
    places.put(Places.result(method), what);
    if (!what.equals(PLAIN) && places.isHandedOut(method)) {
      report("a " + what + " returned by a lambda", Calls.remedy(what));
    }
  }

  private static int operands(Opcode branch) {
    return switch (branch) {
      case GOTO, GOTO_W -> 0;
      case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> 1;
      default -> 2;
    };
  }

  /// Operands and results are numbers, so only how many words remain matters.
  private static void operate(OperatorInstruction operator, Frame frame) {
    int words = words(operator.typeKind());
    switch (operator.opcode()) {
      case INEG, LNEG, FNEG, DNEG -> {}
      case ARRAYLENGTH -> replace(1, 1, frame);
      case ISHL, ISHR, IUSHR, LSHL, LSHR, LUSHR -> frame.pop(1);
      case LCMP, FCMPL, FCMPG, DCMPL, DCMPG -> replace(2 * words, 1, frame);
      default -> frame.pop(words);
    }
  }

  private static void replace(int popped, int pushed, Frame frame) {
    frame.pop(popped);
    frame.pushPlain(pushed);
  }

  private static int words(TypeKind type) {
    return type.slotSize();
  }

  private void report(String used, String remedy) {
    sightings.accept(new Sighting(method.type(), line, used, remedy));
  }
}

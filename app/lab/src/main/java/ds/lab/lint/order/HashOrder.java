package ds.lab.lint.order;

import ds.lab.lint.program.Program;
import ds.lab.lint.program.Program.Method;
import java.lang.classfile.Attributes;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Follows every HashMap and HashSet through the program and reports where its order could show.
///
/// A node may look things up by hash as it likes. What it must not do is walk through such a
/// collection, print it, or give it to somebody who might. The bytecode says only `Map` where it
/// calls `forEach`, so each method is carried out on [frames][Frame], along every path, to know
/// which Maps are HashMaps. What leaves a method by a field, a parameter or a result goes on from
/// there, again and again until nothing new is found; so no path from `new HashMap` is left out.
public final class HashOrder {

  private final Program program;
  private final Places places = new Places();
  private final Consumer<Sighting> sightings;

  private HashOrder(Program program, Consumer<Sighting> sightings) {
    this.program = program;
    this.sightings = sightings;
  }

  public static void check(Program program, Consumer<Sighting> sightings) {
    var order = new HashOrder(program, sightings);
    List<Method> methods = program.methods();
    do {
      order.places.settle();
      methods.forEach(order::follow);
    } while (order.places.haveChanged());
  }

  private void follow(Method method) {
    method
        .model()
        .findAttribute(Attributes.code())
        .ifPresent(code -> new Paths(code, new Steps(program, method, places, sightings)).follow());
  }

  /// All paths through one method.
  private static final class Paths {

    private final List<CodeElement> elements;
    private final List<ExceptionCatch> handlers;
    private final Steps steps;
    private final Frame start;
    private final Map<Label, Integer> positions = new HashMap<>();
    private final Map<Label, Frame> frames = new HashMap<>();
    private final Deque<Label> toContinue = new ArrayDeque<>();

    Paths(CodeAttribute code, Steps steps) {
      this.elements = code.elementList();
      this.handlers = code.exceptionHandlers();
      this.steps = steps;
      this.start = steps.start(code);
      for (int i = 0; i < elements.size(); i++) {
        if (elements.get(i) instanceof LabelTarget target) {
          positions.put(target.label(), i);
        }
      }
    }

    void follow() {
      run(0, start);
      while (!toContinue.isEmpty()) {
        Label label = toContinue.remove();
        run(position(label) + 1, frames.getOrDefault(label, start).copy());
      }
    }

    /// Goes on to the end of the method, or to a place where all this is known already.
    private void run(int from, Frame frame) {
      for (int i = from; i < elements.size(); i++) {
        switch (elements.get(i)) {
          case LineNumber number -> steps.line(number.line());
          case LabelTarget target -> {
            arrive(target.label(), frame);
            return;
          }
          case Instruction instruction -> {
            arriveAtHandlers(i, frame);
            steps.take(instruction, frame);
            targets(instruction).forEach(target -> arrive(target, frame));
            if (endsPath(instruction)) {
              return;
            }
          }
          default -> {}
        }
      }
    }

    private void arrive(Label label, Frame frame) {
      Frame known = frames.putIfAbsent(label, frame.copy());
      if (known == null || known.join(frame)) {
        toContinue.add(label);
      }
    }

    private void arriveAtHandlers(int position, Frame frame) {
      for (ExceptionCatch handler : handlers) {
        if (position(handler.tryStart()) <= position && position < position(handler.tryEnd())) {
          arrive(handler.handler(), frame.thrown());
        }
      }
    }

    private int position(Label label) {
      return positions.getOrDefault(label, elements.size());
    }

    private static List<Label> targets(Instruction instruction) {
      return switch (instruction) {
        case BranchInstruction branch -> List.of(branch.target());
        case TableSwitchInstruction it -> targets(it.cases(), it.defaultTarget());
        case LookupSwitchInstruction it -> targets(it.cases(), it.defaultTarget());
        default -> List.of();
      };
    }

    private static List<Label> targets(List<SwitchCase> cases, Label otherwise) {
      List<Label> targets = new ArrayList<>();
      cases.forEach(each -> targets.add(each.target()));
      targets.add(otherwise);
      return targets;
    }

    private static boolean endsPath(Instruction instruction) {
      return switch (instruction) {
        case ReturnInstruction _, ThrowInstruction _ -> true;
        case TableSwitchInstruction _, LookupSwitchInstruction _ -> true;
        case BranchInstruction branch ->
            branch.opcode() == Opcode.GOTO || branch.opcode() == Opcode.GOTO_W;
        default -> false;
      };
    }
  }
}

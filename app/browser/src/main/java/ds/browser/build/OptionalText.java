package ds.browser.build;

import java.util.List;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.StringConstantInstruction;

/// Lets an Optional print in the browser as it does in a JVM.
///
/// TeaVM's class library says `Optional.of(7)` and `Optional.empty()` where the JDK says
/// `Optional[7]` and `Optional.empty`. Steps hold Optionals, and their hash is over their text.
public final class OptionalText implements ClassHolderTransformer {

  private static final List<String> OPTIONALS =
      List.of(
          "java.util.Optional",
          "java.util.OptionalInt",
          "java.util.OptionalLong",
          "java.util.OptionalDouble");

  @Override
  public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
    if (OPTIONALS.contains(type.getName())) {
      type.getMethods().stream()
          .filter(method -> method.getName().equals("toString"))
          .forEach(OptionalText::reword);
    }
  }

  private static void reword(MethodHolder method) {
    for (BasicBlock block : method.getProgram().getBasicBlocks()) {
      for (Instruction instruction : block) {
        switch (instruction) {
          case StringConstantInstruction text -> text.setConstant(reworded(text.getConstant()));
          case IntegerConstantInstruction letter when letter.getConstant() == ')' ->
              letter.setConstant(']');
          default -> {}
        }
      }
    }
  }

  private static String reworded(String text) {
    return text.replace(".empty()", ".empty").replace(".of(", "[");
  }
}

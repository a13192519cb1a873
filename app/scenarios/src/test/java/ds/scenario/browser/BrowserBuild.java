package ds.scenario.browser;

import java.io.File;
import java.util.List;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.model.CallLocation;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/// Compiles a Java program, with all that it can reach, to one file of JavaScript.
public final class BrowserBuild {

  /// A CommonJS module that exports `main(arguments)`.
  static final String FILE = "program.js";

  private BrowserBuild() {}

  /// Prints what the browser's class library lacks, if anything, and fails then.
  ///
  /// @param args the name of the program's class, and the folder to write to
  public static void main(String[] args) throws TeaVMToolException {
    List<String> problems = compile(args[0], new File(args[1]));
    problems.forEach(System.out::println);
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  private static List<String> compile(String program, File folder) throws TeaVMToolException {
    var tool = new TeaVMTool();
    tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
    tool.setJsModuleType(JSModuleType.COMMON_JS);
    tool.setMainClass(program);
    tool.setTargetDirectory(folder);
    tool.setTargetFileName(FILE);
    tool.setClassLoader(BrowserBuild.class.getClassLoader());
    // Without it, wrong casts, null and indexes out of bounds pass unnoticed.
    tool.setStrict(true);
    tool.setFastDependencyAnalysis(true);
    tool.setOptimizationLevel(TeaVMOptimizationLevel.SIMPLE);
    tool.setObfuscated(false);
    tool.getTransformers().add(OptionalText.class.getName());
    tool.generate();
    return tool.getProblemProvider().getProblems().stream().map(BrowserBuild::text).toList();
  }

  private static String text(Problem problem) {
    var text = new DefaultProblemTextConsumer();
    problem.render(text);
    CallLocation at = problem.getLocation();
    return at == null
        ? text.getText()
        : text.getText() + " at " + at.getMethod() + " " + at.getSourceLocation();
  }
}

package ds.scenario.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
final class BrowserBuild {

  private static final String FILE = "program.js";

  private BrowserBuild() {}

  /// @return a CommonJS module that exports `main(arguments)`
  static Path compile(Class<?> program, Path folder) {
    var tool = new TeaVMTool();
    tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
    tool.setJsModuleType(JSModuleType.COMMON_JS);
    tool.setMainClass(program.getName());
    tool.setTargetDirectory(folder.toFile());
    tool.setTargetFileName(FILE);
    tool.setClassLoader(program.getClassLoader());
    // Without it, wrong casts, null and indexes out of bounds pass unnoticed.
    tool.setStrict(true);
    tool.setFastDependencyAnalysis(true);
    tool.setOptimizationLevel(TeaVMOptimizationLevel.SIMPLE);
    tool.setObfuscated(false);
    tool.getTransformers().add(OptionalText.class.getName());
    try {
      tool.generate();
    } catch (TeaVMToolException e) {
      throw new IllegalStateException("TeaVM cannot compile " + program.getName(), e);
    }
    assertThat(problems(tool)).as("what the browser's class library lacks").isEmpty();
    return folder.resolve(FILE);
  }

  private static List<String> problems(TeaVMTool tool) {
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

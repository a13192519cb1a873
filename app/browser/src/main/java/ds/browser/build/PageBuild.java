package ds.browser.build;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.model.CallLocation;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/// Compiles a Java program, with all that it can reach, for the browser, unless that is done.
///
/// It is made twice. WebAssembly has the 64-bit numbers that a simulation counts its time in, and
/// runs several times as fast; the ES module is for browsers that cannot load it.
public final class PageBuild {

  /// The WebAssembly.
  public static final String FAST = "engine.wasm";

  /// The ES module.
  public static final String PLAIN = "plain.js";

  /// Beside them: the scripts that links name.
  public static final String SCRIPTS = "scripts.js";

  /// And what all of it was made of.
  private static final String STAMP = "engine.stamp";

  private PageBuild() {}

  /// Prints what the browser's class library lacks, if anything, and fails then.
  ///
  /// @param args the name of the program's class, and the folder to write to
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    String digest = digest(args[0]);
    Path stamp = folder.resolve(STAMP);
    if (Files.exists(folder.resolve(FAST))
        && Files.exists(folder.resolve(PLAIN))
        && Files.exists(folder.resolve(SCRIPTS))
        && Files.exists(stamp)
        && Files.readString(stamp).equals(digest)) {
      return;
    }
    Files.createDirectories(folder);
    Files.deleteIfExists(stamp);
    Files.writeString(folder.resolve(SCRIPTS), ScriptModule.text(PageBuild.class.getClassLoader()));
    List<String> problems = new ArrayList<>();
    problems.addAll(compile(args[0], TeaVMTargetType.WEBASSEMBLY_GC, folder, FAST));
    problems.addAll(compile(args[0], TeaVMTargetType.JAVASCRIPT, folder, PLAIN));
    problems.forEach(System.err::println);
    if (!problems.isEmpty()) {
      System.exit(1);
    }
    Files.writeString(stamp, digest);
  }

  private static List<String> compile(
      String program, TeaVMTargetType type, Path folder, String file) throws TeaVMToolException {
    var tool = new TeaVMTool();
    tool.setTargetType(type);
    tool.setJsModuleType(JSModuleType.ES2015);
    tool.setMainClass(program);
    tool.setTargetDirectory(folder.toFile());
    tool.setTargetFileName(file);
    tool.setClassLoader(PageBuild.class.getClassLoader());
    // Without it, wrong casts, null and indexes out of bounds pass unnoticed.
    tool.setStrict(true);
    tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
    tool.setObfuscated(true);
    tool.getTransformers().add(OptionalText.class.getName());
    tool.generate();
    return tool.getProblemProvider().getProblems().stream().map(PageBuild::text).toList();
  }

  private static String text(Problem problem) {
    var text = new DefaultProblemTextConsumer();
    problem.render(text);
    CallLocation at = problem.getLocation();
    return at == null
        ? text.getText()
        : text.getText() + " at " + at.getMethod() + " " + at.getSourceLocation();
  }

  /// Of all classes and scripts of the house, and of the names of the libraries, which contain
  /// their versions.
  private static String digest(String program) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(program.getBytes(StandardCharsets.UTF_8));
    for (String place : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      Path path = Path.of(place);
      if (Files.isDirectory(path)) {
        addFiles(digest, path);
      } else if (path.toFile().getName().startsWith("ds-")) {
        digest.update(Files.readAllBytes(path));
      } else {
        digest.update(path.toFile().getName().getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void addFiles(MessageDigest digest, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(PageBuild::isCompiled).sorted().toList()) {
        digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
  }

  private static boolean isCompiled(Path file) {
    return file.toString().endsWith(".class") || file.toString().endsWith(".txt");
  }
}

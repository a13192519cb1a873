package ds.workbench.kv.flags;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine.Option;

/// What a server writes into its log, how, and where.
public final class LogFlags {

  /// Warns of each call that a client has left before its answer, with thirty lines on where: a
  /// client that goes away with a thousand of them would write more than all others together.
  private static final String LEFT_CALLS = "io.grpc.netty.NettyServerHandler";

  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");

  /// How a line looks.
  enum Form {
    TEXT,
    JSON
  }

  @Option(
      names = "--log-level",
      paramLabel = "debug|info|warn|error",
      defaultValue = "info",
      description = "The least that is worth a line (${DEFAULT-VALUE}).")
  private String level;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How a line looks (${DEFAULT-VALUE}).")
  private Form form;

  @Option(
      names = "--log-outputs",
      split = ",",
      paramLabel = "stderr|stdout|FILE",
      defaultValue = "stderr",
      description = "Where lines go (${DEFAULT-VALUE}).")
  private List<String> outputs;

  /// From now on all goes into a file, as if nothing else were said.
  public static void logInto(Path file) {
    var flags = new LogFlags();
    flags.level = "info";
    flags.form = Form.TEXT;
    flags.outputs = List.of(file.toString());
    flags.apply();
  }

  /// From now on it is as they say.
  public void apply() {
    if (!LEVELS.contains(level)) {
      throw Complaint.unknown("level of a log", level, LEVELS);
    }
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    outputs.forEach(LogFlags::demandWritable);
    context.reset();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    context.getLogger("ds").setLevel(Level.toLevel(level.toUpperCase(Locale.ROOT)));
    if (Level.toLevel(level).isGreaterOrEqual(Level.INFO)) {
      root.setLevel(Level.toLevel(level)); // what libraries have to say below it, fills a disk
    }
    context.getLogger(LEFT_CALLS).setLevel(Level.ERROR);
    for (String output : outputs) {
      root.addAppender(appender(output, context));
    }
    bringOthers();
  }

  /// Of what is logged through `java.util.logging`, as gRPC does, nothing goes elsewhere.
  private static void bringOthers() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static void demandWritable(String output) {
    if (isFile(output)) {
      Path file = Path.of(output).toAbsolutePath();
      boolean isWritable =
          Files.exists(file)
              ? Files.isWritable(file) && !Files.isDirectory(file)
              : file.getParent() != null && Files.isWritable(file.getParent());
      if (!isWritable) {
        throw Complaint.of(
            Exit.UNWRITABLE,
            "--log-outputs: cannot write " + output,
            "expected stderr, stdout or a file that can be made");
      }
    }
  }

  private static boolean isFile(String output) {
    return !List.of("stderr", "stdout", "default").contains(output);
  }

  private OutputStreamAppender<ILoggingEvent> appender(String output, LoggerContext context) {
    OutputStreamAppender<ILoggingEvent> appender;
    if (isFile(output)) {
      var file = new FileAppender<ILoggingEvent>();
      file.setFile(output);
      appender = file;
    } else {
      var console = new ConsoleAppender<ILoggingEvent>();
      console.setTarget(output.equals("stdout") ? "System.out" : "System.err");
      appender = console;
    }
    appender.setContext(context);
    appender.setName(output);
    appender.setEncoder(encoder(context));
    appender.start();
    return appender;
  }

  private Encoder<ILoggingEvent> encoder(LoggerContext context) {
    if (form == Form.JSON) {
      var json = new JsonEncoder();
      json.setWithSequenceNumber(false);
      json.setWithNanoseconds(false);
      json.setWithContext(false);
      json.setWithMDC(false);
      json.setWithMessage(false);
      json.setWithArguments(false);
      json.setWithFormattedMessage(true);
      json.setContext(context);
      json.start();
      return json;
    }
    var text = new PatternLayoutEncoder();
    text.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %msg  %kvp{NONE}%n%ex");
    text.setContext(context);
    text.start();
    return text;
  }
}

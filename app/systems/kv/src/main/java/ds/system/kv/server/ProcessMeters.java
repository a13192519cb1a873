package ds.system.kv.server;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// What the whole process takes of the machine, under the names that Prometheus's own clients use.
final class ProcessMeters {

  /// Where Linux says it. Elsewhere there is no such meter.
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final double BYTES_PER_KILOBYTE = 1_024;

  private ProcessMeters() {}

  static void register(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    if (Files.isReadable(STATUS)) {
      gauge(registry, "process.resident.memory.bytes", "VmRSS:", "Memory that is in use.");
      gauge(registry, "process.virtual.memory.bytes", "VmSize:", "Addresses that are in use.");
    }
    Gauge.builder(
            "process.start.time.seconds",
            () -> ManagementFactory.getRuntimeMXBean().getStartTime() / 1_000.0)
        .description("When the process was started, since 1970.")
        .register(registry);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      FunctionCounter.builder(
              "process.cpu.seconds",
              system,
              it -> it.getProcessCpuTime() / (double) TimeUnit.SECONDS.toNanos(1))
          .description("Time that the processors have spent.")
          .register(registry);
      Gauge.builder(
              "process.open.fds", system, UnixOperatingSystemMXBean::getOpenFileDescriptorCount)
          .description("Files and sockets that are open.")
          .register(registry);
      Gauge.builder("process.max.fds", system, UnixOperatingSystemMXBean::getMaxFileDescriptorCount)
          .description("Files and sockets that may be open.")
          .register(registry);
    }
  }

  private static void gauge(MeterRegistry registry, String name, String line, String description) {
    Gauge.builder(name, () -> kilobytes(line) * BYTES_PER_KILOBYTE)
        .description(description)
        .register(registry);
  }

  private static double kilobytes(String line) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(it -> it.startsWith(line))
          .map(it -> it.replaceAll("[^0-9]", ""))
          .mapToDouble(Double::parseDouble)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}

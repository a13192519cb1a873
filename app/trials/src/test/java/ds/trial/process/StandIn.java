package ds.trial.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A server that takes etcd's flags and says that it is ready, so that processes can be tried
/// without a real one.
public final class StandIn {

  private StandIn() {}

  public static Program program() {
    return new Program(
        "stand-in",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            StandIn.class.getName()),
        List.of("--flag", "for all"),
        "/readyz");
  }

  public static void main(String[] flags) throws IOException {
    List<String> line = Arrays.asList(flags);
    URI clients = URI.create(line.get(line.indexOf("--listen-client-urls") + 1));
    Path directory = Path.of(line.get(line.indexOf("--data-dir") + 1));
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("started"), "");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("ends well")));
    var server = HttpServer.create(new InetSocketAddress(clients.getHost(), clients.getPort()), 0);
    server.createContext(
        "/readyz",
        exchange -> {
          byte[] answer = "ok".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    System.out.println(String.join(" ", line));
  }
}

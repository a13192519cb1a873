package ds.workbench.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import ds.browser.remote.RemoteDesk;
import java.io.IOException;

/// The engine of the pages, on this machine instead of in them.
///
/// | path            | answers                                       |
/// |-----------------|-----------------------------------------------|
/// | `GET engine.js` | the module that pages import                  |
/// | `POST ask`      | a question: its name and its words, in lines  |
final class EngineWing implements HttpHandler {

  /// Where pages look for the engine.
  static final String PATH = "/engine/";

  /// Links are the longest that is asked for.
  private static final int QUESTION_BYTES_MAX = 1 << 16;

  private final RemoteDesk desk;

  EngineWing(RemoteDesk desk) {
    this.desk = desk;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (exchange.getRequestMethod() + " " + path.substring(PATH.length())) {
      case "GET engine.js" -> FrontDoor.send(exchange, 200, FrontDoor.type(path), module());
      case "POST ask" -> {
        byte[] question = exchange.getRequestBody().readNBytes(QUESTION_BYTES_MAX);
        byte[] answer = desk.answer(new String(question, UTF_8)).getBytes(UTF_8);
        FrontDoor.send(exchange, 200, "application/json", answer);
      }
      default ->
          FrontDoor.send(exchange, 404, FrontDoor.PLAIN, "there is no such page\n".getBytes(UTF_8));
    }
  }

  private byte[] module() {
    return desk.module().getBytes(UTF_8);
  }
}

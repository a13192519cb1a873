package ds.system.kv.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/// What members say in their logs, from here to the end.
final class Said implements AutoCloseable {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger ours = (Logger) LoggerFactory.getLogger("ds");

  private final AppenderBase<ILoggingEvent> listener =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getFormattedMessage() + Objects.toString(event.getKeyValuePairs(), ""));
        }
      };

  Said() {
    listener.setContext(ours.getLoggerContext());
    listener.start();
    ours.setLevel(Level.WARN);
    ours.addAppender(listener);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    ours.detachAppender(listener);
    ours.setLevel(null);
  }
}

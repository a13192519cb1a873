package ds.workbench;

import ds.exercise.ping.PingExercise;
import ds.exercise.sandbox.Guard;
import ds.lab.source.MemoryCompiler;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/// What the build runs once so that Java can note which classes a command needs, and load them from
/// its cache ever after (JEP 514). It touches nothing and prints nothing.
public final class Rehearsal {

  private static final List<String> LINES =
      List.of(
          "--help",
          "--version",
          "completion bash",
          "test --help",
          "site",
          "exercises",
          "check no-such-exercise",
          "no-such-command");

  /// A learner waits for the compiler more often than anybody else.
  private static final Map<String, String> NODE =
      Map.of(
          "ping/Pinger.java",
"""
          package ping;

          import ds.core.Context;
          import ds.core.Event;
          import ds.core.Node;
          import ds.core.NodeId;
          import ds.core.Timer;
          import ds.exercise.ping.PingMessage;
          import java.util.ArrayList;
          import java.util.List;
import java.util.Map;
          import java.util.TreeMap;

          public final class Pinger implements Node<PingMessage> {
            private enum Alarm implements Timer { ALARM }

            private record Item(int number) {}

            private final List<Item> items = new ArrayList<>();
            private final TreeMap<Integer, Item> byNumber = new TreeMap<>();

            public Pinger(NodeId self, List<NodeId> servers) {}

            @Override
            public void on(Event<PingMessage> event, Context<PingMessage> context) {
              switch (event) {
                case Event.Started<PingMessage> _ -> context.arm(Alarm.ALARM, 1, 2);
                case Event.Received(var from, PingMessage.Ping(var number)) -> {
                  items.add(new Item(number));
                  items.forEach(item -> byNumber.put(item.number(), item));
                  context.send(from, new PingMessage.Pong(number));
                }
                case Event.Received(var _, PingMessage.Pong _) -> {}
                case Event.TimerFired(var timer) -> context.disarm(timer);
              }
            }
          }
""");

  private Rehearsal() {}

  /// Plays the command lines to an empty house.
  public static void main(String[] arguments) {
    for (String line : LINES) {
      Ds.commandLine()
          .setOut(new PrintWriter(Writer.nullWriter()))
          .setErr(new PrintWriter(Writer.nullWriter()))
          .execute(line.split(" "));
    }
    if (MemoryCompiler.compile(NODE) instanceof MemoryCompiler.Result.Classes(var classes)) {
      Guard.objections(classes, PingExercise.EXERCISE);
    }
  }
}

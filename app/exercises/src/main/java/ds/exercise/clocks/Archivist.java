package ds.exercise.clocks;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.clocks.ClocksMessage.Compare;
import ds.exercise.clocks.ClocksMessage.Order;
import ds.exercise.clocks.Logged.Heard;
import ds.exercise.clocks.Logged.Sent;
import ds.exercise.clocks.Logged.Worked;
import java.util.ArrayList;
import java.util.List;

/// A client that collects the logs of some servers and asks a historian about them.
final class Archivist implements Node<ClocksMessage> {

  /// What is asked about a log.
  enum Interest {
    ORDER,
    CONCURRENT
  }

  /// @param interest what is asked
  /// @param servers whose logs they are
  /// @param lines of all servers together
  /// @param logs how many are asked about
  record Topic(Interest interest, int servers, int lines, int logs) {}

  private enum ArchivistTimer implements Timer {
    ASK
  }

  /// A note that may still be heard.
  private record Note(long number, int to) {}

  private final NodeId historian;
  private final Topic topic;
  private long question;

  Archivist(List<NodeId> servers, Topic topic) {
    this.historian = servers.getFirst();
    this.topic = topic;
  }

  @Override
  public void on(Event<ClocksMessage> event, Context<ClocksMessage> context) {
    switch (event) {
      case Started<ClocksMessage> _ -> rest(context);
      case TimerFired<ClocksMessage> _ -> {
        ask(context);
        if (question < topic.logs()) {
          rest(context);
        }
      }
      case Event.Received<ClocksMessage> _ -> {} // the judges read the answer
    }
  }

  private static void rest(Context<ClocksMessage> context) {
    context.arm(ArchivistTimer.ASK, 10 * MILLISECOND, 10 * MILLISECOND);
  }

  private void ask(Context<ClocksMessage> context) {
    question++;
    List<Logged> log = mixed(happened(context), context);
    context.send(
        historian,
        switch (topic.interest()) {
          case ORDER -> new Order(question, log);
          case CONCURRENT -> new Compare(question, log);
        });
  }

  /// What happened, in order.
  private List<Logged> happened(Context<ClocksMessage> context) {
    List<Logged> log = new ArrayList<>();
    List<Note> underWay = new ArrayList<>();
    int[] counts = new int[topic.servers()];
    while (log.size() < topic.lines()) {
      int server = (int) context.random(topic.servers());
      switch ((int) context.random(5)) {
        case 0 -> log.add(new Worked(name(server), ++counts[server]));
        case 1, 2 -> {
          long number = log.size() + 1L;
          int to = (server + 1 + (int) context.random(topic.servers() - 1)) % topic.servers();
          log.add(new Sent(name(server), ++counts[server], number));
          underWay.add(new Note(number, to));
        }
        default -> {
          if (!underWay.isEmpty()) {
            int chosen = (int) context.random(underWay.size());
            Note note = underWay.get(chosen);
            log.add(new Heard(name(note.to()), ++counts[note.to()], note.number()));
            if (context.random(5) > 0) {
              underWay.remove(chosen);
            }
          }
        }
      }
    }
    return log;
  }

  private static NodeId name(int server) {
    return new NodeId("n" + (server + 1));
  }

  private static List<Logged> mixed(List<Logged> log, Context<ClocksMessage> context) {
    List<Logged> rest = new ArrayList<>(log);
    List<Logged> mixed = new ArrayList<>();
    while (!rest.isEmpty()) {
      mixed.add(rest.remove((int) context.random(rest.size())));
    }
    return mixed;
  }
}

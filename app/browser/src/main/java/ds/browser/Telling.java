package ds.browser;

import ds.core.Effect;
import ds.core.Step;
import ds.lab.history.History;
import ds.lab.run.Watch;
import ds.lab.scenario.HistoryFact;
import ds.lab.story.Phrases;
import ds.lab.story.words.Words;
import ds.lab.takeover.Arrow;
import ds.lab.takeover.Chronicle;
import ds.lab.takeover.Tape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A run in words: a step, a message, what was promised, what the clients saw.
final class Telling<M> {

  /// A call of a client, open until its answer.
  private static final class Call {
    final String client;
    final String words;
    final long from;
    final long fromStep;
    String result = "";
    String status = "open";
    long to = Arrow.NONE;
    long toStep = Arrow.NONE;

    Call(String client, String words, long from, long fromStep) {
      this.client = client;
      this.words = words;
      this.from = from;
      this.fromStep = fromStep;
    }

    void end(String how, String answer, long time, long step) {
      status = how;
      result = answer;
      to = time;
      toStep = step;
    }
  }

  private final Session<M> session;
  private final Tape<M> tape;

  Telling(Session<M> session) {
    this.session = session;
    this.tape = session.branch().tape();
  }

  String step(long number) {
    int index = (int) Math.max(1, Math.min(number, tape.shots().size())) - 1;
    Tape.Shot<M> shot = tape.shots().get(index);
    Step<M> step = shot.step();
    return Json.object(json ->
        json.field("step", index + 1L)
            .time("time", shot.time())
            .field("node", session.nodes().indexOf(step.node()))
            .field("event", Phrases.event(step))
            .array("effects", list -> step.effects().forEach(it -> list.item(words(it)))));
  }

  private static String words(Effect<?> effect) {
    return switch (effect) {
      case Effect.Send<?>(var to, var message) -> "sends " + Words.of(message) + " to " + to;
      case Effect.Arm<?>(var timer, _, _) -> "arms its " + Words.name(timer, "timer");
      case Effect.Disarm<?>(var timer) -> "disarms its " + Words.name(timer, "timer");
      case Effect.Persist<?>(var record) -> "persists " + Words.of(record);
      case Effect.Checkpoint<?> _, Effect.Compact<?> _ -> "writes a checkpoint";
      case Effect.Report<?>(var fact) -> Phrases.fact(fact);
    };
  }

  String arrow(int id) {
    int index = Math.max(0, Math.min(id, tape.arrows().size() - 1));
    Arrow<M> arrow = tape.arrows().get(index);
    return Json.object(json ->
        json.field("id", index)
            .field("from", arrow.envelope().from().index())
            .field("to", arrow.envelope().to().index())
            .field("kind", session.mirror().kind(arrow.envelope().message()))
            .field("text", Words.of(arrow.envelope().message()))
            .field("fate", arrow.fate().words())
            .field("sentStep", arrow.sentStep())
            .field("endStep", arrow.endStep()));
  }

  String properties() {
    return Json.array(list -> lines().forEach(line -> list.item(json -> property(json, line))));
  }

  private List<Chronicle.Line> lines() {
    Watch<M> watch = session.branch().run().watch();
    History<Object, Object> history = watch.taker().history();
    return session.branch().chronicle().lines(watch.violation(), history);
  }

  private static void property(Json json, Chronicle.Line line) {
    json.field("name", line.name())
        .field("kind", line.kind())
        .field("verdict", line.verdict())
        .field("step", line.step())
        .field("why", line.why());
  }

  String history() {
    List<Chronicle.Line> judged =
        lines().stream().filter(it -> it.kind().equals("judged")).toList();
    String verdict = judged.isEmpty() ? "none" : judged.getFirst().verdict();
    return Json.object(json ->
        json.array("operations", list -> calls().forEach(call -> list.item(it -> write(it, call))))
            .field("verdict", verdict)
            .field("why", judged.isEmpty() ? "" : judged.getFirst().why()));
  }

  private static void write(Json json, Call call) {
    json.field("client", call.client)
        .field("call", call.words)
        .field("result", call.result)
        .field("status", call.status)
        .time("from", call.from)
        .time("to", call.to)
        .field("fromStep", call.fromStep)
        .field("toStep", call.toStep);
  }

  private List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    Map<String, Call> open = new LinkedHashMap<>();
    for (int i = 0; i < tape.shots().size(); i++) {
      Tape.Shot<M> shot = tape.shots().get(i);
      for (Effect<M> effect : shot.step().effects()) {
        if (effect instanceof Effect.Report<M>(HistoryFact fact)) {
          take(fact, shot, i + 1L, calls, open);
        }
      }
    }
    return calls;
  }

  private static void take(
      HistoryFact fact, Tape.Shot<?> shot, long step, List<Call> calls, Map<String, Call> open) {
    String client = shot.step().node().name();
    if (fact instanceof HistoryFact.Invoked(var operation)) {
      Call call = new Call(client, Words.of(operation), shot.time(), step);
      calls.add(call);
      open.put(client, call);
      return;
    }
    Call call = open.remove(client);
    if (call == null) {
      return;
    }
    switch (fact) {
      case HistoryFact.Returned(var result) -> call.end("ok", Words.of(result), shot.time(), step);
      case HistoryFact.Failed() -> call.end("fail", "", shot.time(), step);
      case HistoryFact.Abandoned() -> call.end("unknown", "", shot.time(), step);
      case HistoryFact.Invoked _ -> {}
    }
  }
}

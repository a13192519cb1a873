package ds.lab.takeover;

import ds.lab.scenario.Caller;
import ds.lab.scenario.Caller.ChosenCall;
import ds.lab.script.stage.Mistake;
import ds.lab.world.Host;
import java.util.List;

/// What a client can be told to call.
public final class Calls {

  private Calls() {}

  /// How that is written; nothing if it cannot be told.
  public static List<String> usages(Host<?> host) {
    return host.node() instanceof Caller caller
        ? caller.usages().stream().map(Caller.Usage::form).toList()
        : List.of();
  }

  /// Why it can be told nothing now, in a sentence; empty if it can.
  public static String whyNone(Host<?> host) {
    if (!(host.node() instanceof Caller caller)) {
      return host.id() + " cannot be told what to call";
    }
    if (!host.isUp()) {
      return host.id() + " is down";
    }
    if (host.isPaused()) {
      return host.id() + " is paused";
    }
    return caller.isFree() ? "" : host.id() + " waits for an answer, and has one call at a time";
  }

  static ChosenCall chosen(Host<?> host, List<String> words) {
    if (host.node() instanceof Caller caller) {
      return caller
          .operation(words)
          .map(ChosenCall::new)
          .orElseThrow(() ->
              new Mistake(
                  "found '"
                      + String.join(" ", words)
                      + "'; expected one of: "
                      + String.join(", ", usages(host))));
    }
    throw new Mistake(whyNone(host));
  }
}

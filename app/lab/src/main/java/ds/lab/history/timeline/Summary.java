package ds.lab.history.timeline;

import ds.lab.history.Consistency;
import ds.lab.history.History;
import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.Verdict;
import java.util.List;

/// A verdict in words.
///
/// @param headline the verdict itself
/// @param explanation why, in one or two sentences
/// @param extent how much was judged
public record Summary(String headline, String explanation, String extent) {

  public static <I, O> Summary of(
      Consistency consistency, Model<?, I, O> model, History<I, O> history, Verdict<I, O> verdict) {
    String property = consistency.words();
    return switch (verdict) {
      case Verdict.Pass<I, O>(var order) ->
          new Summary(
              capitalized(property),
              order.isEmpty()
                  ? "Nothing that was seen contradicts it."
                  : "There is a legal order of " + counted(order.size(), "operation") + ".",
              extent(history));
      case Verdict.Fail<I, O>(var prefix, var culprit, var reason) ->
          new Summary(
              "Not " + property,
              capitalized(reason) + place(history, prefix, culprit),
              extent(history));
      case Verdict.Unknown<I, O>(var reason) ->
          new Summary(
              "Unknown whether " + property,
              capitalized(reason) + ". This is not a pass.",
              extent(history));
    };
  }

  private static String place(History<?, ?> history, List<?> prefix, Operation<?, ?> culprit) {
    String place = " It is operation " + (culprit.id() + 1) + " of " + history.size();
    return prefix.isEmpty()
        ? place + "."
        : place
            + "; the longest legal order found has "
            + counted(prefix.size(), "operation")
            + ".";
  }

  private static String extent(History<?, ?> history) {
    long clients = history.operations().stream().map(Operation::process).distinct().count();
    long unknown = history.operations().stream().filter(Operation::isUnknown).count();
    return counted(history.size(), "operation")
        + " of "
        + counted(clients, "client")
        + (unknown == 0 ? "" : ", " + unknown + " of unknown outcome");
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String capitalized(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}

package ds.lab.story.shrink;

import ds.lab.world.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The messages of one link that have been sent and not yet delivered, in the order of sending.
final class InFlight<M> {

  private final List<Envelope<M>> waiting = new ArrayList<>();
  private final List<Envelope<M>> delivered = new ArrayList<>();

  void add(Envelope<M> envelope) {
    waiting.add(envelope);
  }

  /// Takes out a message that equals `message`.
  Optional<Envelope<M>> take(M message) {
    return taken(indexOf(waiting, message));
  }

  /// Takes out the message sent last of those that say a thing of the same kind as `message`: when
  /// an action before was left out, the same conversation goes on in other words.
  Optional<Envelope<M>> takeLike(M message) {
    return taken(lastOfKind(message));
  }

  /// A message that was delivered before and equals `message`.
  Optional<Envelope<M>> again(M message) {
    int found = indexOf(delivered, message);
    return found < 0 ? Optional.empty() : Optional.of(delivered.get(found));
  }

  private Optional<Envelope<M>> taken(int index) {
    if (index < 0) {
      return Optional.empty();
    }
    Envelope<M> envelope = waiting.remove(index);
    delivered.add(envelope);
    return Optional.of(envelope);
  }

  /// Searches backwards: what is delivered was mostly sent of late.
  private static <M> int indexOf(List<Envelope<M>> envelopes, M message) {
    for (int i = envelopes.size() - 1; i >= 0; i--) {
      if (envelopes.get(i).message().equals(message)) {
        return i;
      }
    }
    return -1;
  }

  private int lastOfKind(M message) {
    String kind = "";
    for (int i = waiting.size() - 1; i >= 0; i--) {
      M candidate = waiting.get(i).message();
      if (candidate.getClass() == message.getClass()) {
        kind = kind.isEmpty() ? kind(message) : kind;
        if (candidate.toString().startsWith(kind)) {
          return i;
        }
      }
    }
    return -1;
  }

  /// How the text of a message begins, down to the first plain component: `ForRaft[message=Vote[`.
  /// It tells the kinds of messages apart that travel in a common wrapping.
  static String kind(Object message) {
    String text = message.toString();
    int end = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      at++;
      if (c == '[') {
        end = at;
      } else if (!Character.isLetterOrDigit(c) && c != '=' && c != '_') {
        break;
      }
    }
    return end == 0 ? text : text.substring(0, end);
  }
}

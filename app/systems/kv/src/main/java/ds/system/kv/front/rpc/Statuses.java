package ds.system.kv.front.rpc;

import ds.system.kv.call.Answer;
import ds.system.kv.call.CallError;
import ds.system.kv.command.KvError;
import io.grpc.Status;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What went wrong, in the words and with the status codes that etcd's clients know.
///
/// Clients tell errors apart by these very texts; some retry on one and give up on another.
public final class Statuses {

  public static final Status NO_LEADER = unavailable("no leader");
  public static final Status STOPPED = unavailable("server stopped");
  public static final Status TIMED_OUT = unavailable("request timed out");
  public static final Status LEADER_CHANGED = unavailable("leader changed");
  public static final Status LEARNER_REFUSES = unavailable("rpc not supported for learner");

  /// Something went wrong that should not: the log of the member tells what.
  public static final Status UNANSWERED =
      Status.INTERNAL.withDescription("the answer could not be given");

  public static final Status TOO_MANY_REQUESTS =
      Status.RESOURCE_EXHAUSTED.withDescription("etcdserver: too many requests");
  public static final Status NOT_LEADER = precondition("not leader");

  /// The only one that etcd has no code for.
  public static final Status TRANSFER_TIMED_OUT =
      Status.UNKNOWN.withDescription(
          "etcdserver: request timed out, leader transfer took too long");

  public static final Status BAD_TRANSFEREE = precondition("bad leader transferee");
  public static final Status BAD_MEMBER_URLS =
      Status.INVALID_ARGUMENT.withDescription("etcdserver: given member URLs are invalid");

  private static final Pattern WORD_ENDS = Pattern.compile("_");

  private Statuses() {}

  public static Status of(KvError error) {
    return Status.fromCodeValue(error.status().code()).withDescription(error.text());
  }

  /// As Go's gRPC puts an error into words. etcd gives such words as the reason for which a watch
  /// is cancelled, and its client shows another token and tries again if they are the right ones.
  public static String words(KvError error) {
    String code =
        WORD_ENDS
            .splitAsStream(error.status().name())
            .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining());
    return "rpc error: code = " + code + " desc = " + error.text();
  }

  public static Status of(CallError error) {
    return switch (error) {
      case NO_LEADER -> NO_LEADER;
      case OVERLOADED -> TOO_MANY_REQUESTS;
      case LEADER_CHANGED -> LEADER_CHANGED;
      case TIMED_OUT -> TIMED_OUT;
      case BROKEN -> UNANSWERED;
    };
  }

  public static Status of(Answer.Refused refused) {
    return switch (refused.refusal()) {
      case MEMBER_NOT_FOUND -> Status.NOT_FOUND.withDescription("etcdserver: member not found");
      case MEMBER_EXISTS -> precondition("member ID already exist");
      case PEER_URL_EXISTS -> precondition("Peer URLs already exists");
      case NOT_A_LEARNER -> precondition("can only promote a learner member");
      case LEARNER_NOT_READY ->
          precondition("can only promote a learner member which is in sync with leader");
      case NOT_NOW -> precondition("re-configuration failed due to not enough started members");
    };
  }

  private static Status unavailable(String text) {
    return Status.UNAVAILABLE.withDescription("etcdserver: " + text);
  }

  private static Status precondition(String text) {
    return Status.FAILED_PRECONDITION.withDescription("etcdserver: " + text);
  }
}

package ds.system.kv.front.http;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request as JSON says beside its body, as the headers of a call: `Authorization`, what
/// begins with `Grpc-Metadata-`, and how long its client waits. There is no more of it than headers
/// of HTTP may be long.
///
/// @param timeoutNanos absent where the client says nothing of it
record Forwarded(Metadata metadata, OptionalLong timeoutNanos) {

  private static final String PREFIX = "grpc-metadata-";

  /// Names that belong to gRPC itself, which no client may give.
  private static final String RESERVED = "grpc-";

  private static final String TIMEOUT = "grpc-timeout";

  private static final Pattern SPAN = Pattern.compile("(-?\\d{1,18})([HMSmun])");

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /// @throws StatusException if a header says nothing that can be understood
  static Forwarded of(HttpHeaders headers) throws StatusException {
    var metadata = new Metadata();
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.contentEquals(HttpHeaderNames.AUTHORIZATION)) {
        metadata.put(AUTHORIZATION, header.getValue());
      } else if (name.startsWith(PREFIX)) {
        put(name.substring(PREFIX.length()), header, metadata);
      }
    }
    return new Forwarded(metadata, timeout(headers.get(TIMEOUT)));
  }

  private static void put(String name, Map.Entry<String, String> header, Metadata metadata)
      throws StatusException {
    if (name.startsWith(RESERVED)) {
      return;
    }
    try {
      if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        byte[] bytes = Base64.getDecoder().decode(header.getValue());
        metadata.put(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER), bytes);
      } else {
        metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), header.getValue());
      }
    } catch (IllegalArgumentException e) {
      throw invalid("invalid header " + header.getKey());
    }
  }

  private static OptionalLong timeout(@Nullable String text) throws StatusException {
    if (text == null || text.isEmpty()) {
      return OptionalLong.empty();
    }
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      throw invalid("invalid grpc-timeout: " + text);
    }
    long nanos = unit(span.group(2)).toNanos(Long.parseLong(span.group(1)));
    return nanos == 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(0, nanos));
  }

  private static TimeUnit unit(String letter) {
    return switch (letter) {
      case "H" -> TimeUnit.HOURS;
      case "M" -> TimeUnit.MINUTES;
      case "S" -> TimeUnit.SECONDS;
      case "m" -> TimeUnit.MILLISECONDS;
      case "u" -> TimeUnit.MICROSECONDS;
      default -> TimeUnit.NANOSECONDS;
    };
  }

  private static StatusException invalid(String what) {
    return Status.INVALID_ARGUMENT.withDescription(what).asException();
  }
}

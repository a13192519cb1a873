package ds.system.kv.front.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.StatusException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForwardedTest {

  private static Forwarded of(String... namesAndValues) throws StatusException {
    var headers = new DefaultHttpHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Forwarded.of(headers);
  }

  private static Metadata.Key<String> text(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  @Test
  @DisplayName("metadata is passed on under its own name, whatever its letters, and nothing else")
  void metadata() throws StatusException {
    Metadata metadata =
        of(
                "Grpc-Metadata-HasLeader", "true",
                "grpc-metadata-token", "a",
                "GRPC-METADATA-TOKEN", "b",
                "Authorization", "c",
                "Grpc-Metadata-Grpc-Timeout", "1S",
                "Grpc-Metadata-X-Bin", "AP8=",
                "Accept", "all")
            .metadata();
    assertThat(metadata.keys())
        .containsExactlyInAnyOrder("hasleader", "token", "authorization", "x-bin");
    assertThat(metadata.get(text("hasleader"))).isEqualTo("true");
    assertThat(metadata.getAll(text("token"))).containsExactly("a", "b");
    assertThat(metadata.get(text("authorization"))).isEqualTo("c");
    assertThat(metadata.get(Metadata.Key.of("x-bin", Metadata.BINARY_BYTE_MARSHALLER)))
        .containsExactly(0, 0xff);
  }

  @ParameterizedTest
  @DisplayName("names that gRPC does not have, and bytes that are none, are refused")
  @CsvSource({"Grpc-Metadata-, x", "Grpc-Metadata-a!b, x", "Grpc-Metadata-X-Bin, %%"})
  void invalid(String name, String value) {
    assertThatThrownBy(() -> of(name, value))
        .hasMessage("INVALID_ARGUMENT: invalid header " + name);
  }

  @ParameterizedTest
  @DisplayName("a time is a number and a letter, as in gRPC")
  @CsvSource({
    "1H, 3600000000000",
    "2M, 120000000000",
    "3S, 3000000000",
    "4m, 4000000",
    "5u, 5000",
    "6n, 6",
    "-1S, 0",
    "999999999999999999H, 9223372036854775807"
  })
  void timeout(String text, long nanos) throws StatusException {
    assertThat(of("Grpc-Timeout", text).timeoutNanos()).isEqualTo(OptionalLong.of(nanos));
  }

  @ParameterizedTest
  @DisplayName("another time is refused")
  @ValueSource(strings = {"soon", "1", "S", "1s", "1.5S", "9999999999999999999S", "1S "})
  void noTimeout(String text) throws StatusException {
    assertThatThrownBy(() -> of("Grpc-Timeout", text))
        .hasMessage("INVALID_ARGUMENT: invalid grpc-timeout: " + text);
    assertThat(of("Grpc-Timeout", "0S").timeoutNanos()).isEmpty();
    assertThat(of().timeoutNanos()).isEmpty();
  }
}

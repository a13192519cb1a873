package ds.system.kv.front.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.system.kv.api.health.HealthCheckRequest;
import ds.system.kv.api.health.HealthCheckResponse;
import ds.system.kv.api.health.HealthCheckResponse.ServingStatus;
import ds.system.kv.api.health.HealthGrpc;
import ds.system.kv.front.Served;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class HealthServiceTest {

  private Served served;

  @BeforeEach
  void serve() {
    served = new Served();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  @DisplayName("the server as a whole serves, and no other service is known")
  void check() {
    var health = HealthGrpc.newBlockingStub(served.channel());
    assertThat(health.check(asked("")).getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThatThrownBy(() -> health.check(asked("etcdserverpb.KV")))
        .hasMessage("NOT_FOUND: unknown service");
  }

  @Test
  @DisplayName("who watches is told at once, also that a service is not known")
  void watch() {
    var health = HealthGrpc.newBlockingStub(served.channel());
    Iterator<HealthCheckResponse> whole = health.watch(asked(""));
    Iterator<HealthCheckResponse> unknown = health.watch(asked("etcdserverpb.KV"));
    assertThat(whole.next().getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThat(unknown.next().getStatus()).isEqualTo(ServingStatus.SERVICE_UNKNOWN);
  }

  private static HealthCheckRequest asked(String service) {
    return HealthCheckRequest.newBuilder().setService(service).build();
  }
}

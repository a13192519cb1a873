package ds.exercise.raft.judge;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.raft.RaftMessage;
import ds.lab.mirror.Mirror;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeatTest {

  @SuppressWarnings("unused") // the field is read by its name
  private static final class Server implements Node<RaftMessage> {

    private long ballots = 7;

    @Override
    public void on(Event<RaftMessage> event, Context<RaftMessage> context) {
      ballots++;
    }
  }

  @Test
  @DisplayName("who looks at a server sees its own fields, and not those of its seat")
  void behind() {
    var server = new Server();
    var id = new NodeId("s1");
    Node<RaftMessage> seat = Seat.of((_, _) -> server).make(id, List.of(id));
    assertThat(new Mirror().of(seat)).isNotEmpty().isEqualTo(new Mirror().of(server));
  }
}

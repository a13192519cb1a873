package ds.trial.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where one member of a cluster listens, and where it writes.
///
/// @param directory its data, and nothing else
/// @param peers where it listens for other members
/// @param advertised where other members reach it; another address if something stands between
/// @param clients where it listens for clients
public record Place(
    String name, Path directory, Address peers, Address advertised, Address clients) {

  /// Places with free ports, for members that reach each other directly.
  ///
  /// @param directory gets a folder for each
  public static List<Place> free(Path directory, List<String> names) {
    List<Address> ports = Ports.free(2 * names.size());
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Address peers = ports.get(2 * i);
      String name = names.get(i);
      places.add(new Place(name, directory.resolve(name), peers, peers, ports.get(2 * i + 1)));
    }
    return List.copyOf(places);
  }

  /// The same, with its data elsewhere.
  public Place writingTo(Path elsewhere) {
    return new Place(name, elsewhere, peers, advertised, clients);
  }

  /// As `--initial-cluster` has it.
  String introduction() {
    return name + "=" + advertised.url();
  }
}

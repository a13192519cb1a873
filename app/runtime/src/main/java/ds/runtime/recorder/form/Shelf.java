package ds.runtime.recorder.form;

import ds.core.NodeId;
import ds.runtime.file.Storage;
import ds.runtime.file.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The recordings in a directory. Each has a folder of its own, `NODE-00001` and so on in the order
/// in which they were begun.
public final class Shelf {

  private final Path directory;
  private final Storage storage;

  public Shelf(Path directory, Storage storage) {
    this.directory = directory;
    this.storage = storage;
  }

  /// Where a recording is.
  ///
  /// @param number of the recording among those of its node
  public record Place(Path path, String node, long number) {}

  /// All of them: those of a node in the order in which they were begun.
  public List<Place> places() throws IOException {
    List<Place> places = new ArrayList<>();
    for (String name : storage.list(directory)) {
      parse(name).ifPresent(places::add);
    }
    return places;
  }

  /// Those of one node.
  public List<Place> places(NodeId node) throws IOException {
    return places().stream().filter(it -> it.node().equals(node.name())).toList();
  }

  private Optional<Place> parse(String name) {
    int dash = name.lastIndexOf('-');
    boolean isOne =
        dash > 0
            && NodeId.isName(name.substring(0, dash))
            && name.substring(dash + 1).matches("[0-9]{5,18}");
    return isOne
        ? Optional.of(
            new Place(
                directory.resolve(name),
                name.substring(0, dash),
                Long.parseLong(name, dash + 1, name.length(), 10)))
        : Optional.empty();
  }

  /// Makes a place for a new one.
  public Place begin(NodeId node) throws IOException {
    long last = places(node).stream().mapToLong(Place::number).max().orElse(0);
    long number = last + 1;
    Path path = directory.resolve("%s-%05d".formatted(node.name(), number));
    storage.createDirectory(path);
    return new Place(path, node.name(), number);
  }

  /// How much a recording takes.
  public long bytes(Place place) throws IOException {
    long bytes = 0;
    for (String name : storage.list(place.path())) {
      try (StoredFile file = storage.open(place.path().resolve(name))) {
        bytes += file.size();
      }
    }
    return bytes;
  }

  /// Gives one up.
  public void remove(Place place) throws IOException {
    for (String name : storage.list(place.path())) {
      storage.delete(place.path().resolve(name));
    }
    storage.delete(place.path());
  }
}

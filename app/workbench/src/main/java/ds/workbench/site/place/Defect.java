package ds.workbench.site.place;

/// Something in a file that its author has to put right.
///
/// @param file from the root of the repository, with forward slashes
public record Defect(String file, int line, String what) {

  @Override
  public String toString() {
    return file + ":" + line + ": " + what;
  }
}

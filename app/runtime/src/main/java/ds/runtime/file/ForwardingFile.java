package ds.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file of a [ForwardingStorage]: everything is done to the file within. Whoever does
/// something in another way overrides it.
public abstract class ForwardingFile implements StoredFile {

  private final StoredFile file;

  protected ForwardingFile(StoredFile file) {
    this.file = file;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    return file.read(into, position);
  }

  @Override
  public void write(ByteBuffer from, long position) throws IOException {
    file.write(from, position);
  }

  @Override
  public void force() throws IOException {
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

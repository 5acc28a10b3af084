package org.sallyport.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.demo.archive.OrthancFolder;
import org.sallyport.platform.database.embedded.EmbeddedData;
import org.springframework.util.FileSystemUtils;

/** The data folder of a demo, locked by one demo at a time. */
final class DemoFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;

  private DemoFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Locks a folder, creating it if it is missing.
   *
   * @throws Refused if another demo uses it, or if its content is not a demo's
   */
  static DemoFolder take(Path folder) throws IOException {
    Path lock = folder.resolve("demo.lock");
    if (!Files.exists(lock) && !isEmpty(folder)) {
      throw new Refused("the folder " + folder + " is not empty and no demo's");
    }
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock held = channel.tryLock();
    if (held == null) {
      channel.close();
      throw new Refused(
          "the demo in " + folder + " runs already, process " + Files.readString(lock));
    }
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
    return new DemoFolder(folder, channel);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return true;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }

  /** Removes the data of earlier demos. */
  void clear() throws IOException {
    OrthancFolder.make(orthanc()).stopLeftover();
    EmbeddedData.remove(folder);
    for (Path part : new Path[] {orthanc(), workshop(), folder.resolve("keys"), log()}) {
      FileSystemUtils.deleteRecursively(part);
    }
  }

  Path path() {
    return folder;
  }

  Path orthanc() {
    return folder.resolve("orthanc");
  }

  Path authority() {
    return folder.resolve("authority");
  }

  Path workshop() {
    return folder.resolve("workshop");
  }

  Path log() {
    return folder.resolve("sallyport.log");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

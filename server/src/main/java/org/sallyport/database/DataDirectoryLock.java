package org.sallyport.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * That this process, and no other, owns the data. The operating system gives the claim back however
 * the process ends; the file holds the owner's process id for people.
 */
final class DataDirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DataDirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Empty if another process, or another application in this one, owns the data. */
  static Optional<DataDirectoryLock> of(DataFolder folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.lock(),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            DataFolder.OWNER_ONLY);
    if (locks(channel)) {
      channel.truncate(0).write(ByteBuffer.wrap(pid()));
      return Optional.of(new DataDirectoryLock(channel));
    }
    channel.close();
    return Optional.empty();
  }

  /** Who owns the data, in words. */
  static String owner(DataFolder folder) {
    try {
      Path lock = folder.lock();
      String pid = Files.readString(lock).strip();
      return pid.isEmpty() ? "another process" : "process " + pid;
    } catch (IOException e) {
      return "another process";
    }
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static byte[] pid() {
    return Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

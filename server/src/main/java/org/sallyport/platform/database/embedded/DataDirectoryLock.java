package org.sallyport.platform.database.embedded;

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
 * An exclusive lock on the data directory. The operating system releases it however the process
 * ends; the file contains the owner's process id for information.
 */
final class DataDirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DataDirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock; empty if another process, or another application in this one, holds it. */
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

  /** The process that holds the lock, in words. */
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

package org.sallyport.platform.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.policy.start.StartRefusedForNow;

/**
 * A running embedded database, started by this process or borrowed from the process that holds the
 * lock.
 */
final class EmbeddedDatabase implements AutoCloseable {
  private static final Duration APPLICATION_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final DataFolder folder;
  private final EmbeddedConnection connection;
  private final @Nullable DataDirectoryLock dataDirectoryLock;
  private final @Nullable Process server;
  private volatile boolean closing;

  private EmbeddedDatabase(
      DataFolder folder,
      EmbeddedConnection connection,
      @Nullable DataDirectoryLock dataDirectoryLock,
      @Nullable Process server) {
    this.server = server;
    this.folder = folder;
    this.connection = connection;
    this.dataDirectoryLock = dataDirectoryLock;
  }

  /**
   * Starts the database of an application.
   *
   * @throws DataInUse if another process holds the lock
   */
  static EmbeddedDatabase own(DataFolder folder, RandomValues random) {
    return open(folder, random, null, false, APPLICATION_TIMEOUT);
  }

  /**
   * Starts the database of an application, with PostgreSQL running as the given user rather than
   * the first one that works.
   */
  static EmbeddedDatabase own(DataFolder folder, RandomValues random, PostgresUser postgresUser) {
    return open(folder, random, postgresUser, false, APPLICATION_TIMEOUT);
  }

  /**
   * Opens the database of a command: that of the running application, or one started for the
   * command.
   *
   * @throws DataInUse if another process holds the lock and its database does not answer
   */
  static EmbeddedDatabase ownOrBorrow(DataFolder folder, RandomValues random) {
    return open(folder, random, null, true, COMMAND_TIMEOUT);
  }

  EmbeddedConnection connection() {
    return connection;
  }

  private static EmbeddedDatabase open(
      DataFolder folder,
      RandomValues random,
      @Nullable PostgresUser postgresUser,
      boolean borrow,
      Duration patience) {
    try {
      folder.make();
      long start = System.nanoTime();
      while (System.nanoTime() - start < patience.toNanos()) {
        Optional<DataDirectoryLock> dataDirectoryLock = DataDirectoryLock.of(folder);
        if (dataDirectoryLock.isPresent()) {
          return start(
              folder,
              random,
              postgresUser == null ? PostgresUser.here() : postgresUser,
              dataDirectoryLock.get());
        }
        Optional<EmbeddedDatabase> theirs = borrow ? borrow(folder) : Optional.empty();
        if (theirs.isPresent()) {
          return theirs.get();
        }
        Thread.sleep(PAUSE);
      }
    } catch (FileSystemException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      throw new StartRefusedForNow(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new DataInUse(folder);
  }

  private static EmbeddedDatabase start(
      DataFolder folder,
      RandomValues random,
      PostgresUser postgresUser,
      DataDirectoryLock dataDirectoryLock)
      throws IOException {
    try {
      LeftoverServer.stop(folder.cluster());
      Files.deleteIfExists(folder.log());
      EmbeddedConnection secrets = FirstStart.prepare(folder, random, postgresUser);
      Postgres postgres = new Postgres(folder, secrets, postgresUser);
      Postgres.Running running = postgres.start(folder.cluster());
      EmbeddedConnection connection = secrets.at(running.port());
      connection.write(folder.connection());
      return new EmbeddedDatabase(folder, connection, dataDirectoryLock, running.process());
    } catch (IOException | RuntimeException e) {
      dataDirectoryLock.close();
      throw e;
    }
  }

  private static Optional<EmbeddedDatabase> borrow(DataFolder folder) throws IOException {
    if (Files.notExists(folder.connection())) {
      return Optional.empty();
    }
    EmbeddedConnection theirs = EmbeddedConnection.read(folder.connection());
    return theirs.answers()
        ? Optional.of(new EmbeddedDatabase(folder, theirs, null, null))
        : Optional.empty();
  }

  /**
   * Runs an action if the server ends before it is closed. A backend that is killed ends no server:
   * PostgreSQL recovers from that without help.
   *
   * @param action takes the exit code of the server; 128 and more for a signal
   */
  void onUnexpectedEnd(IntConsumer action) {
    if (server != null) {
      CompletableFuture<Void> _ =
          server
              .onExit()
              .thenAccept(
                  ended -> {
                    if (!closing) {
                      action.accept(ended.exitValue());
                    }
                  });
    }
  }

  /** Stops the server and releases the lock; does nothing to a borrowed database. */
  @Override
  public void close() throws IOException {
    if (dataDirectoryLock == null) {
      return;
    }
    closing = true;
    try {
      LeftoverServer.stop(folder.cluster());
    } finally {
      dataDirectoryLock.close();
    }
  }
}

package org.sallyport.platform.database.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The user that PostgreSQL runs as: it refuses to run as root. */
enum PostgresUser {
  /** The user of this process. */
  OWN("", null),

  /** Root in a new user namespace without a uid mapping, where the process is not root. */
  UNSHARED("unshare -U", 0),

  /**
   * The user nobody with the capability to read all files, for machines that forbid user
   * namespaces, as many containers do. The folders above the data may be inaccessible to nobody.
   */
  LOWERED(
      "setpriv --reuid=65534 --regid=65534 --clear-groups"
          + " --inh-caps=+dac_override --ambient-caps=+dac_override"
          + " --securebits=+no_setuid_fixup",
      65534);

  private static final String OWNER = "unix:uid";
  private static final String NOT_AS_ROOT =
      "PostgreSQL does not run as root, and neither unshare -U nor setpriv works"
          + " here: start Sallyport as another user, or name a database by"
          + " spring.datasource.url";

  private final String wrapper;
  private final @Nullable Integer owner;

  PostgresUser(String wrapper, @Nullable Integer owner) {
    this.wrapper = wrapper;
    this.owner = owner;
  }

  /**
   * The first option that works on this machine.
   *
   * @throws IOException if this process is root and no option works
   */
  static PostgresUser here() throws IOException {
    if (!ProcessHandle.current().info().user().orElse("").equals("root")) {
      return OWN;
    }
    return Stream.of(UNSHARED, LOWERED)
        .filter(PostgresUser::isGiven)
        .findFirst()
        .orElseThrow(() -> new IOException(NOT_AS_ROOT));
  }

  /** Whether a program can be started this way. */
  boolean isGiven() {
    try {
      Process trial =
          new ProcessBuilder(command("true"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * The command line that starts a program as this user; the process id stays that of the started
   * process.
   */
  List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    if (!wrapper.isEmpty()) {
      command.addAll(List.of(wrapper.split(" ", -1)));
    }
    command.addAll(List.of(words));
    return command;
  }

  /**
   * Changes the owner of the files to the user that PostgreSQL runs as, since it accepts no others.
   * They may have been created by another user or on another machine.
   */
  void take(Path files) throws IOException {
    if (owner == null || owner.equals(Files.getAttribute(files, OWNER))) {
      return;
    }
    Files.walkFileTree(
        files,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            return give(file);
          }

          /**
           * A folder is changed after its content, so the owner of the topmost one shows that all
           * is done.
           */
          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault)
              throws IOException {
            if (fault != null) {
              throw fault;
            }
            return give(folder);
          }
        });
  }

  private FileVisitResult give(Path path) throws IOException {
    Files.setAttribute(path, OWNER, owner, LinkOption.NOFOLLOW_LINKS);
    return FileVisitResult.CONTINUE;
  }
}

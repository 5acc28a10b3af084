package org.sallyport.database;

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

/** With which rights PostgreSQL runs: it refuses to be root. */
enum PostgresUser {
  /** Those of whoever started us. */
  OWN("", null),

  /** Root in a user namespace of its own, where it sees nobody in particular. */
  UNSHARED("unshare -U", 0),

  /**
   * Nobody's, who reads all files: where user namespaces are refused, as in many containers. The
   * folders above the data may be closed to nobody.
   */
  LOWERED(
      "setpriv --reuid=65534 --regid=65534 --clear-groups"
          + " --inh-caps=+dac_override --ambient-caps=+dac_override"
          + " --securebits=+no_setuid_fixup",
      65534);

  private static final String OWNER = "unix:uid";

  private final String wrapper;
  private final @Nullable Integer owner;

  PostgresUser(String wrapper, @Nullable Integer owner) {
    this.wrapper = wrapper;
    this.owner = owner;
  }

  /**
   * The first that this machine gives us.
   *
   * @throws IOException if we are root and it gives none
   */
  static PostgresUser here() throws IOException {
    if (!ProcessHandle.current().info().user().orElse("").equals("root")) {
      return OWN;
    }
    return Stream.of(UNSHARED, LOWERED)
        .filter(PostgresUser::isGiven)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "PostgreSQL does not run as root, and neither unshare -U nor setpriv works"
                        + " here: start Sallyport as another user, or name a database by"
                        + " spring.datasource.url"));
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

  /** The words that start a program with these rights; its process id is the one we see. */
  List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    if (!wrapper.isEmpty()) {
      command.addAll(List.of(wrapper.split(" ", -1)));
    }
    command.addAll(List.of(words));
    return command;
  }

  /**
   * Gives files to whom PostgreSQL will be: it takes no others. They may have been made with other
   * rights, on another machine.
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

          /** The folder after what is in it: so the topmost says that all is done. */
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

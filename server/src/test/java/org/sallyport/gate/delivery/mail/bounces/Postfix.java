package org.sallyport.gate.delivery.mail.bounces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A Postfix of its own, below one folder, on loopback; root alone can start one. */
final class Postfix implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/postfix");

  private static final String SETTINGS =
      """
      compatibility_level = 3.6
      queue_directory = %1$s/queue
      data_directory = %1$s/data
      command_directory = /usr/sbin
      daemon_directory = /usr/lib/postfix/sbin
      mail_owner = postfix
      setgid_group = postdrop
      import_environment = MAIL_CONFIG=%1$s/etc
      maillog_file = %1$s/log
      maillog_file_prefixes = %1$s
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      myhostname = relay.x.example
      mydestination =
      relay_domains =
      mynetworks = 127.0.0.0/8
      smtpd_relay_restrictions = permit_mynetworks, reject
      minimal_backoff_time = 1s
      maximal_backoff_time = 1s
      queue_run_delay = 1s
      """;

  private static final String SERVICES =
      """
      127.0.0.1:%d inet n - n - - smtpd
      pickup unix n - n 60 1 pickup
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 1 1 qmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      trace unix - - n - 0 bounce
      verify unix - - n - 1 verify
      flush unix n - n 1000? 0 flush
      proxymap unix - - n - - proxymap
      smtp unix - - n - - smtp
      relay unix - - n - - smtp
      showq unix n - n - - showq
      error unix - - n - - error
      retry unix - - n - - error
      discard unix - - n - - discard
      anvil unix - - n - 1 anvil
      scache unix - - n - 1 scache
      postlog unix-dgram n - n - 1 postlogd
      """;

  private final Path folder;

  private Postfix(Path folder) {
    this.folder = folder;
  }

  static boolean isPossible() {
    return Files.isExecutable(PROGRAM) && "root".equals(System.getProperty("user.name"));
  }

  /**
   * Starts one.
   *
   * @param more settings, a line each
   */
  static Postfix start(Path folder, int port, String more) throws IOException {
    Path settings = Files.createDirectories(folder.resolve("etc"));
    Files.createDirectories(folder.resolve("queue"));
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.setOwner(
        data,
        data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
    Files.writeString(settings.resolve("main.cf"), SETTINGS.formatted(folder) + more);
    Files.writeString(settings.resolve("master.cf"), SERVICES.formatted(port));
    Postfix started = new Postfix(folder);
    started.run("start");
    return started;
  }

  private void run(String command) throws IOException {
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-c", folder.resolve("etc").toString(), command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(
            "postfix " + command + ": " + Files.readString(folder.resolve("said")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** What it wrote into its log. */
  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Override
  public void close() throws IOException {
    run("stop");
  }
}

package org.sallyport.testing.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sallyport.testing.Poll;

/**
 * Debian's 389 Directory Server. It keeps its instances below {@code /etc/dirsrv} and {@code
 * /var/lib/dirsrv}, so it needs root, and removes its own at the end.
 */
public final class Ds389 extends LdapFixture {
  private static final String MUST_CHANGE = "passwordMustChange";
  private static final Path CREATE = Path.of("/usr/sbin/dscreate");
  private static final Path CONTROL = Path.of("/usr/sbin/dsctl");
  private static final Path PROGRAM = Path.of("/usr/sbin/ns-slapd");
  private static final Path INSTANCES = Path.of("/etc/dirsrv");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Path folder;
  private final String name;
  private final Path pid;

  private Ds389(Path folder) {
    super("cn=Directory Manager");
    this.folder = folder;
    this.name = "sallyport" + ProcessHandle.current().pid();
    this.pid = folder.resolve("pid");
  }

  /** Leaves tests out where the server is not installed, or may not be set up. */
  public static final class Possible implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return Files.isExecutable(CREATE) && "root".equals(System.getProperty("user.name"))
          ? ConditionEvaluationResult.enabled("389 Directory Server can be set up")
          : ConditionEvaluationResult.disabled("no " + CREATE + ", or not root");
    }
  }

  /** A new directory with the service account and the policy. */
  public static Ds389 start() {
    try {
      Ds389 server = new Ds389(Files.createTempDirectory("ds389"));
      server.create();
      server.begin();
      server.allow();
      server.addService(SERVICE_DN);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void create() throws IOException {
    Path settings = folder.resolve("settings.inf");
    Files.writeString(
        settings,
        """
        [general]
        config_version = 2
        full_machine_name = localhost
        strict_host_checking = False
        systemd = False
        start = False
        [slapd]
        instance_name = NAME
        port = PLAIN
        secure_port = ENCRYPTED
        root_dn = cn=Directory Manager
        root_password = PASSWORD
        self_sign_cert = True
        user = root
        group = root
        [backend-userroot]
        suffix = BASE
        create_suffix_entry = True
        """
            .replace("NAME", name)
            .replace("PLAIN", Integer.toString(port))
            .replace("ENCRYPTED", Integer.toString(encrypted))
            .replace("PASSWORD", PASSWORD)
            .replace("BASE", BASE));
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    run(CREATE.toString(), "from-file", settings.toString());
  }

  private void begin() throws IOException {
    // It ends when its child listens, which goes on by itself.
    run(PROGRAM.toString(), "-D", instance().toString(), "-i", pid.toString());
    if (!Poll.until(TIMEOUT, this::listens)) {
      throw new IllegalStateException(Files.readString(folder.resolve("log")));
    }
  }

  private Path instance() {
    return INSTANCES.resolve("slapd-" + name);
  }

  private void run(String... command) throws IOException {
    Path log = folder.resolve("log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the guide asks for: the service account reads, people change their own password. */
  private void allow() {
    set(
        BASE,
        "aci",
        "(targetattr!=\"userPassword\")(version 3.0; acl \"Sallyport reads\";"
            + " allow (read, search, compare)(userdn=\"ldap:///"
            + SERVICE_DN
            + "\");)",
        "(targetattr=\"userPassword\")(version 3.0; acl \"own password\";"
            + " allow (write)(userdn=\"ldap:///self\");)");
    setPolicy("passwordLockout", "on");
    setPolicy("passwordMaxFailure", "6");
    setPolicy("passwordExp", "on");
    setPolicy("passwordGraceLimit", "9");
    setPolicy("passwordCheckSyntax", "on");
    setPolicy("passwordMinLength", "10");
  }

  private void setPolicy(String attribute, String value) {
    set("cn=config", attribute, value);
  }

  @Override
  public String addPerson(String username) {
    setPolicy(MUST_CHANGE, "off");
    return super.addPerson(username);
  }

  @Override
  public String kind() {
    return "ds389";
  }

  @Override
  public Path authority() {
    return instance().resolve("ca.crt");
  }

  @Override
  public void lockForGood(String dn) {
    set(dn, "nsAccountLock", "true");
  }

  /** From now on, passwords that an admin sets must be changed, until {@link #addPerson}. */
  @Override
  public void demandChange(String dn) {
    setPolicy(MUST_CHANGE, "on");
    set(dn, "userPassword", PASSWORD);
  }

  @Override
  public void expire(String dn) {
    set(dn, "passwordExpirationTime", "20200101000000Z");
  }

  @Override
  public void close() {
    if (Files.notExists(instance())) {
      return;
    }
    try {
      if (Files.exists(pid)) {
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
            .ifPresent(
                server -> {
                  server.destroy();
                  server.onExit().join();
                });
      }
      run(CONTROL.toString(), "slapd-" + name, "remove", "--do-it");
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

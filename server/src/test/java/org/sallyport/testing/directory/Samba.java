package org.sallyport.testing.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.testing.Poll;

/**
 * Debian's Samba as an Active Directory domain controller on an address of its own below 127, since
 * its ports are fixed and below 1024: it needs root. Provisioned once below {@code target}, and
 * copied for each test.
 */
public final class Samba implements AutoCloseable {
  /** Where everything is. */
  public static final String BASE = "DC=hosp,DC=test";

  /** The account that reads. */
  public static final String SERVICE_DN = "CN=sallyport,CN=Users," + BASE;

  /** The passwords of all accounts at first. */
  public static final String PASSWORD = "Winter-Lantern-2026";

  private static final String ADMIN_PASSWORD = "Prov-2026-secret";
  private static final Path PROGRAM = Path.of("/usr/sbin/samba");
  private static final Path TOOL = Path.of("/usr/bin/samba-tool");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int LDAPS = 636;
  private static final int LOCK_AFTER = 6;
  private static final int CONNECT_MILLIS = 500;
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static @Nullable Samba shared;

  private final Path folder;
  private final String address;
  private @Nullable Process process;

  private Samba(Path folder, String address) {
    this.folder = folder;
    this.address = address;
  }

  /** Whether Samba is installed and may use its ports. */
  public static boolean isPossible() {
    return Files.isExecutable(PROGRAM)
        && Files.isExecutable(TOOL)
        && "root".equals(System.getProperty("user.name"));
  }

  /** One for all tests of the JVM, with the service account. */
  public static synchronized Samba shared() {
    if (shared == null) {
      shared = start();
      shared.addPerson("sallyport", Map.of());
      Samba running = shared;
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }
    return shared;
  }

  /** A new domain with nobody in it. */
  public static Samba start() {
    try {
      Path folder = Files.createTempDirectory("samba");
      copy(template(), folder);
      Samba samba = at(folder);
      samba.allowChanges();
      return samba;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * A second domain controller with the same people, at another address. What is changed on one
   * from now on is not changed on the other. This one is stopped while it is copied.
   */
  public Samba copy() {
    stop();
    try {
      Path folder = Files.createTempDirectory("samba");
      run(
          folder.resolve("copy.log"),
          "/bin/cp",
          "-r",
          this.folder.resolve("domain").toString(),
          folder.resolve("domain").toString());
      folders(folder);
      Samba copy = at(folder);
      begin();
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path template() throws IOException, InterruptedException {
    Path template = Path.of("target", "samba-domain").toAbsolutePath();
    if (Files.exists(template.resolve("complete"))) {
      return template;
    }
    Path making = Files.createTempDirectory(Files.createDirectories(template.getParent()), "samba");
    run(
        making.resolve("provision.log"),
        TOOL.toString(),
        "domain",
        "provision",
        "--use-rfc2307",
        "--dns-backend=NONE",
        "--realm=HOSP.TEST",
        "--domain=HOSP",
        "--server-role=dc",
        "--adminpass=" + ADMIN_PASSWORD,
        "--host-name=dc1",
        "--host-ip=127.77.0.2",
        "--targetdir=" + making.resolve("domain"),
        "--option=interfaces = 127.77.0.2/8",
        "--option=bind interfaces only = yes");
    Files.createFile(making.resolve("complete"));
    if (!making.toFile().renameTo(template.toFile())
        && !Files.exists(template.resolve("complete"))) {
      throw new IOException("no domain at " + template);
    }
    return template;
  }

  private static void copy(Path template, Path folder) throws IOException, InterruptedException {
    run(
        folder.resolve("copy.log"),
        "/bin/cp",
        "-r",
        template.resolve("domain").toString(),
        folder.resolve("domain").toString());
    folders(folder);
  }

  private static void folders(Path folder) throws IOException {
    for (String made : List.of("run", "ncalrpc", "log")) {
      Files.createDirectories(folder.resolve(made));
    }
  }

  private static Samba at(Path folder) throws IOException, InterruptedException {
    long pid = ProcessHandle.current().pid();
    String address =
        String.format(
            Locale.ROOT,
            "127.%d.%d.%d",
            64 + pid / 250 % 128,
            pid % 250,
            2 + COUNT.getAndIncrement());
    Certificates.make(folder.resolve("tls"), address);
    Samba samba = new Samba(folder, address);
    Files.writeString(folder.resolve("smb.conf"), samba.settings());
    samba.begin();
    return samba;
  }

  private static void run(Path log, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  private String settings() {
    Path domain = folder.resolve("domain");
    return """
    [global]
      netbios name = DC1
      realm = HOSP.TEST
      workgroup = HOSP
      server role = active directory domain controller
      server services = rpc, ldap, cldap, kdc, drepl, kcc
      interfaces = %s/8
      bind interfaces only = yes
      private dir = %s/private
      state directory = %s/state
      cache directory = %s/cache
      lock directory = %s
      binddns dir = %s/bind-dns
      pid directory = %s/run
      ncalrpc dir = %s/ncalrpc
      log file = %s/log/log.%%m
      logging = file
      idmap_ldb:use rfc2307 = yes
      old password allowed period = 0
      tls certfile = %s/tls/cert.pem
      tls keyfile = %s/tls/key.pem
      tls cafile = %s/tls/ca.pem
    """
        .formatted(
            address, domain, domain, domain, domain, domain, folder, folder, folder, folder, folder,
            folder);
  }

  /** Starts it, again after {@link #kill}. */
  public void begin() {
    // The children of one that was ended may hold its ports a little longer.
    if (!Poll.until(TIMEOUT, () -> !listens())) {
      throw new IllegalStateException(address + " is taken");
    }
    try {
      Files.deleteIfExists(folder.resolve("run/samba.pid"));
      process =
          new ProcessBuilder(PROGRAM.toString(), "-s", folder.resolve("smb.conf").toString(), "-i")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("samba.log").toFile())
              .start();
      if (!Poll.until(TIMEOUT, this::listens)) {
        throw new IllegalStateException(Files.readString(folder.resolve("samba.log")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, LDAPS), CONNECT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Passwords may be changed at once, and five wrong ones lock. */
  private void allowChanges() {
    modify(BASE, "minPwdAge", "0");
    modify(BASE, "lockoutThreshold", Integer.toString(LOCK_AFTER));
  }

  public String url() {
    return "ldaps://" + address;
  }

  /** The same server by StartTLS. */
  public String plainUrl() {
    return "ldap://" + address;
  }

  public Path authority() {
    return folder.resolve("tls/ca.pem");
  }

  /** What is done as the administrator of the domain. */
  private interface Work {
    void on(LDAPConnection connection) throws LDAPException;
  }

  private void asAdmin(Work work) {
    try (LDAPConnection connection =
        new LDAPConnection(
            new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(),
            address,
            LDAPS,
            "CN=Administrator,CN=Users," + BASE,
            ADMIN_PASSWORD)) {
      work.on(connection);
    } catch (LDAPException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Adds somebody with {@link #PASSWORD}.
   *
   * @return the DN
   */
  public String addPerson(String username, Map<String, String> attributes) {
    return addPersonIn("CN=Users," + BASE, username, attributes);
  }

  /** The same, in a container or unit. */
  public String addPersonIn(String parent, String username, Map<String, String> attributes) {
    String dn = "CN=" + username + "," + parent;
    List<Attribute> all = new ArrayList<>();
    all.add(new Attribute("objectClass", "user"));
    all.add(new Attribute("sAMAccountName", username));
    all.add(new Attribute("userPrincipalName", username + "@hosp.test"));
    all.add(new Attribute("unicodePwd", quoted(PASSWORD)));
    all.add(new Attribute("userAccountControl", "512"));
    attributes.forEach((name, value) -> all.add(new Attribute(name, value)));
    asAdmin(connection -> connection.add(dn, all));
    return dn;
  }

  /**
   * Adds a service with a principal, and writes its keys.
   *
   * @param principal for example HTTP/portal.hosp.test
   * @return the keytab
   */
  public Path addService(String username, String principal) {
    addPerson(
        username, Map.of("servicePrincipalName", principal, "msDS-SupportedEncryptionTypes", "24"));
    return keytab(username, principal);
  }

  /** The keytab of a service, which is added at the first call. */
  public synchronized Path service(String username, String principal) {
    Path keytab = folder.resolve(username + ".keytab");
    return Files.exists(keytab) ? keytab : addService(username, principal);
  }

  /** Writes the keys that a principal has now into a file, which only its owner may read. */
  public Path keytab(String username, String principal) {
    Path keytab = folder.resolve(username + ".keytab");
    try {
      Files.deleteIfExists(keytab);
      run(
          folder.resolve("keytab.log"),
          TOOL.toString(),
          "domain",
          "exportkeytab",
          keytab.toString(),
          "--principal=" + principal,
          "--configfile=" + folder.resolve("smb.conf"));
      return keytab;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The address of its servers, among them the KDC. */
  public String address() {
    return address;
  }

  /** Adds an organizational unit. */
  public void addUnit(String name) {
    asAdmin(
        connection ->
            connection.add(
                "OU=" + name + "," + BASE, new Attribute("objectClass", "organizationalUnit")));
  }

  /** Adds a group with members. */
  public String addGroup(String name, String... members) {
    String dn = "CN=" + name + ",CN=Users," + BASE;
    List<Attribute> all = new ArrayList<>();
    all.add(new Attribute("objectClass", "group"));
    all.add(new Attribute("sAMAccountName", name));
    if (members.length > 0) {
      all.add(new Attribute("member", Arrays.asList(members)));
    }
    asAdmin(connection -> connection.add(dn, all));
    return dn;
  }

  public void addMember(String group, String member) {
    asAdmin(
        connection ->
            connection.modify(group, new Modification(ModificationType.ADD, "member", member)));
  }

  public void removeMember(String group, String member) {
    asAdmin(
        connection ->
            connection.modify(group, new Modification(ModificationType.DELETE, "member", member)));
  }

  public void modify(String dn, String attribute, String... values) {
    asAdmin(
        connection ->
            connection.modify(dn, new Modification(ModificationType.REPLACE, attribute, values)));
  }

  /** Gives somebody another name. */
  public String rename(String dn, String name) {
    asAdmin(connection -> connection.modifyDN(dn, "CN=" + name, true));
    String renamed = "CN=" + name + dn.substring(dn.indexOf(','));
    modify(renamed, "sAMAccountName", name);
    modify(renamed, "userPrincipalName", name + "@hosp.test");
    return renamed;
  }

  public void delete(String dn) {
    asAdmin(connection -> connection.delete(dn));
  }

  public void disable(String dn) {
    modify(dn, "userAccountControl", "514");
  }

  public void enable(String dn) {
    modify(dn, "userAccountControl", "512");
  }

  public void setPassword(String dn, String password) {
    asAdmin(
        connection ->
            connection.modify(
                dn, new Modification(ModificationType.REPLACE, "unicodePwd", quoted(password))));
  }

  /** One attribute of an entry; empty if it has none. */
  public String read(String dn, String attribute) {
    String[] found = {""};
    asAdmin(
        connection -> {
          SearchResultEntry entry = connection.getEntry(dn, attribute);
          String value = entry == null ? null : entry.getAttributeValue(attribute);
          found[0] = value == null ? "" : value;
        });
    return found[0];
  }

  /** One binary attribute of an entry. */
  public byte[] readBytes(String dn, String attribute) {
    byte[][] found = {{}};
    asAdmin(
        connection -> {
          SearchResultEntry entry = connection.getEntry(dn, attribute);
          byte[] value = entry == null ? null : entry.getAttributeValueBytes(attribute);
          found[0] = value == null ? found[0] : value;
        });
    return found[0];
  }

  /** Has wrong passwords lock somebody out in the domain. */
  public void lock(String username) {
    for (int i = 0; i < LOCK_AFTER; i++) {
      try (LDAPConnection connection =
          new LDAPConnection(
              new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(),
              address,
              LDAPS,
              "HOSP\\" + username,
              "wrong " + i)) {
        throw new IllegalStateException("a wrong password was accepted by " + connection);
      } catch (LDAPException expected) {
        // Counted.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static byte[] quoted(String password) {
    return ('"' + password + '"').getBytes(StandardCharsets.UTF_16LE);
  }

  /** Ends it in order. */
  private void stop() {
    Process running = process;
    if (running != null) {
      // They are no longer listed as its children once it has ended.
      List<ProcessHandle> children = running.descendants().toList();
      running.destroy();
      running.onExit().orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Adds many people over one connection. */
  public void addPeople(List<String> usernames) {
    asAdmin(
        connection -> {
          for (String username : usernames) {
            connection.add(
                "CN=" + username + ",CN=Users," + BASE,
                new Attribute("objectClass", "user"),
                new Attribute("sAMAccountName", username),
                new Attribute("displayName", "Dr " + username),
                new Attribute("mail", username + "@hosp.example"),
                new Attribute("unicodePwd", quoted(PASSWORD)),
                new Attribute("userAccountControl", "512"));
          }
        });
  }

  /** Ends it and its children as kill -9 does. */
  public void kill() {
    Process running = process;
    if (running != null) {
      Stream.concat(running.descendants(), Stream.of(running.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
      running.onExit().join();
    }
  }

  /** Leaves its connections open and answers nothing any more (SIGSTOP), or goes on (SIGCONT). */
  public void setSilent(boolean silent) {
    Process running = process;
    if (running == null) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("/bin/kill", silent ? "-STOP" : "-CONT"));
    Stream.concat(running.descendants(), Stream.of(running.toHandle()))
        .forEach(it -> command.add(Long.toString(it.pid())));
    try {
      new ProcessBuilder(command).start().waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    setSilent(false);
    kill();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted((one, other) -> other.compareTo(one)).forEach(it -> it.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Samba[%s]", address);
  }
}

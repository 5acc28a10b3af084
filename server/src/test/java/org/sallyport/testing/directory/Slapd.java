package org.sallyport.testing.directory;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.Poll;

/** Debian's OpenLDAP with the overlay ppolicy, on ports of its own. */
public final class Slapd implements AutoCloseable {
  public static final String BASE = "dc=hosp,dc=test";

  /** The account that reads people and groups, and no passwords. */
  public static final String SERVICE_DN = "cn=sallyport," + BASE;

  /** The same, which may also set passwords. */
  public static final String OPERATOR_DN = "cn=operator," + BASE;

  public static final String PASSWORD = "Winter-Lantern-2026";
  private static final String ROOT_DN = "cn=root," + BASE;
  private static final String ADDRESS = "127.0.0.1";
  private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int CONNECT_MILLIS = 500;

  private final Path folder;
  private final int port;
  private final int encrypted;
  private final Process process;

  private Slapd(Path folder, int port, int encrypted) throws IOException {
    this.folder = folder;
    this.port = port;
    this.encrypted = encrypted;
    Files.writeString(folder.resolve("slapd.conf"), settings(folder));
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-d",
                "0",
                "-f",
                folder.resolve("slapd.conf").toString(),
                "-h",
                plainUrl() + " " + url())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("slapd.log").toFile())
            .start();
    if (!Poll.until(TIMEOUT, this::listens)) {
      throw new IllegalStateException(Files.readString(folder.resolve("slapd.log")));
    }
  }

  /** Leaves tests out where OpenLDAP is not installed. */
  public static final class Possible implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return Files.isExecutable(PROGRAM)
          ? ConditionEvaluationResult.enabled("OpenLDAP is installed")
          : ConditionEvaluationResult.disabled("no " + PROGRAM);
    }
  }

  /** A new directory with the service account, and a policy that locks at six wrong passwords. */
  public static Slapd start() {
    try {
      Path folder = Files.createTempDirectory("slapd");
      Files.createDirectories(folder.resolve("db"));
      Certificates.make(folder.resolve("tls"), ADDRESS);
      Slapd slapd = new Slapd(folder, FreePorts.next(), FreePorts.next());
      slapd.add(
          BASE, Map.of("objectClass", List.of("dcObject", "organization"), "o", List.of("H")));
      slapd.addPolicy("policy", Map.of());
      for (String account : List.of(SERVICE_DN, OPERATOR_DN)) {
        slapd.add(
            account,
            Map.of(
                "objectClass",
                List.of("organizationalRole", "simpleSecurityObject"),
                "userPassword",
                List.of(PASSWORD)));
      }
      return slapd;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String settings(Path folder) {
    return """
    include /etc/ldap/schema/core.schema
    include /etc/ldap/schema/cosine.schema
    include /etc/ldap/schema/inetorgperson.schema
    pidfile FOLDER/slapd.pid
    modulepath /usr/lib/ldap
    moduleload back_mdb
    moduleload ppolicy
    TLSCertificateFile FOLDER/tls/cert.pem
    TLSCertificateKeyFile FOLDER/tls/key.pem
    TLSCACertificateFile FOLDER/tls/ca.pem
    database mdb
    suffix BASE
    rootdn ROOT
    rootpw PASSWORD
    directory FOLDER/db
    index objectClass,uid,cn,member,entryUUID eq
    index modifyTimestamp eq
    access to attrs=userPassword by dn.exact=OPERATOR =w by self =xw by anonymous auth
    access to * by dn.exact=SERVICE read by dn.exact=OPERATOR read
    overlay ppolicy
    ppolicy_default cn=policy,BASE
    ppolicy_use_lockout
    """
        .replace("FOLDER", folder.toString())
        .replace("ROOT", ROOT_DN)
        .replace("SERVICE", SERVICE_DN)
        .replace("OPERATOR", OPERATOR_DN)
        .replace("BASE", BASE)
        .replace("PASSWORD", PASSWORD);
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), encrypted), CONNECT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  public String url() {
    return "ldaps://" + ADDRESS + ":" + encrypted;
  }

  /** The same server by StartTLS. */
  public String plainUrl() {
    return "ldap://" + ADDRESS + ":" + port;
  }

  public Path authority() {
    return folder.resolve("tls/ca.pem");
  }

  /** A policy with some attributes more; returns its DN. */
  public String addPolicy(String name, Map<String, List<String>> more) {
    Map<String, List<String>> attributes = new HashMap<>();
    attributes.put("objectClass", List.of("organizationalRole", "pwdPolicy"));
    attributes.put("pwdAttribute", List.of("userPassword"));
    attributes.put("pwdLockout", List.of("TRUE"));
    attributes.put("pwdMaxFailure", List.of("6"));
    attributes.put("pwdMustChange", List.of("TRUE"));
    attributes.put("pwdCheckQuality", List.of("2"));
    attributes.put("pwdMinLength", List.of("10"));
    attributes.putAll(more);
    return add("cn=" + name + "," + BASE, attributes);
  }

  /** Adds somebody; returns the DN. */
  public String addPerson(String username) {
    return add(
        "uid=" + username + "," + BASE,
        Map.of(
            "objectClass",
            List.of("inetOrgPerson"),
            "cn",
            List.of("Clara " + username),
            "sn",
            List.of(username),
            "mail",
            List.of(username + "@hosp.example"),
            "userPassword",
            List.of(PASSWORD)));
  }

  /** Adds a group; returns its DN. */
  public String addGroup(String name, String... members) {
    return add(
        "cn=" + name + "," + BASE,
        Map.of("objectClass", List.of("groupOfNames"), "member", List.of(members)));
  }

  private String add(String dn, Map<String, List<String>> attributes) {
    List<Attribute> all = new ArrayList<>();
    attributes.forEach((name, values) -> all.add(new Attribute(name, values)));
    asRoot(connection -> connection.add(new AddRequest(dn, all)));
    return dn;
  }

  public void addMember(String group, String member) {
    asRoot(
        connection ->
            connection.modify(group, new Modification(ModificationType.ADD, "member", member)));
  }

  /** Sets an attribute, also one that only the server may set otherwise. */
  public void set(String dn, String attribute, String value) {
    ModifyRequest request =
        new ModifyRequest(dn, new Modification(ModificationType.REPLACE, attribute, value));
    asRoot(connection -> connection.modify(request));
  }

  public void delete(String dn) {
    asRoot(connection -> connection.delete(dn));
  }

  /** What is done with all rights. */
  private interface Work {
    void on(LDAPConnection connection) throws LDAPException;
  }

  private void asRoot(Work work) {
    try (LDAPConnection connection = new LDAPConnection(ADDRESS, port, ROOT_DN, PASSWORD)) {
      work.on(connection);
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}

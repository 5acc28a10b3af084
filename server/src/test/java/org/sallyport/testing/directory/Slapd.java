package org.sallyport.testing.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sallyport.testing.Poll;

/** Debian's OpenLDAP with the overlay ppolicy, on ports of its own. */
public final class Slapd extends LdapFixture {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** An account that reads people and groups, and may set passwords. */
  public static final String OPERATOR_DN = "cn=operator," + BASE;

  private static final String ROOT_DN = "cn=root," + BASE;
  private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Path folder;
  private final Process process;

  private Slapd(Path folder) throws IOException {
    super(ROOT_DN);
    this.folder = folder;
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
      Slapd slapd = new Slapd(folder);
      slapd.add(
          BASE, Map.of("objectClass", List.of("dcObject", "organization"), "o", List.of("H")));
      slapd.addPolicy("policy", Map.of());
      slapd.addService(SERVICE_DN);
      slapd.addService(OPERATOR_DN);
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

  @Override
  public String kind() {
    return "openldap";
  }

  @Override
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

  @Override
  public void lockForGood(String dn) {
    set(dn, "pwdAccountLockedTime", "000001010000Z");
  }

  @Override
  public void demandChange(String dn) {
    set(dn, "pwdReset", "TRUE");
  }

  /** Its age counts from a change under the policy. */
  @Override
  public void expire(String dn) {
    String policy =
        addPolicy(
            "expiring-" + COUNT.incrementAndGet(),
            Map.of(
                "pwdMaxAge", List.of("1"),
                "pwdGraceAuthNLimit", List.of("9"),
                "pwdMustChange", List.of("FALSE")));
    set(dn, "pwdPolicySubentry", policy);
    set(dn, "userPassword", PASSWORD);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}

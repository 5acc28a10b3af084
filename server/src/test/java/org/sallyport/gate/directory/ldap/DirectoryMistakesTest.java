package org.sallyport.gate.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What {@code sallyport doctor} says of mistakes around a directory, each planted once. */
@Tag("long")
@ExtendWith(SambaPossible.class)
class DirectoryMistakesTest {
  private static final Samba SAMBA = Samba.shared();
  private static final String NAME = "sallyport.directories.hosp.";

  @TempDir Path folder;

  private static List<String> found(Clock clock, String... more) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "urls",
                SAMBA.url() + "," + SAMBA.url(),
                "ca-file",
                SAMBA.authority().toString(),
                "bind-dn",
                Samba.SERVICE_DN,
                "bind-password",
                Samba.PASSWORD,
                "base-dn",
                Samba.BASE,
                "domains",
                "HOSP",
                "upn-suffixes",
                "hosp.test",
                "timeout",
                "10s"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    Map<String, Object> named = new HashMap<>();
    settings.forEach((name, value) -> named.put(NAME + name, value));
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("file", named));
    List<String> found = new ArrayList<>();
    for (Finding finding : new DirectoryExamination().examine(new Examined(environment, clock))) {
      found.add(finding.severity() + " " + finding.text());
    }
    return found;
  }

  private static List<String> found(String... more) {
    return found(Clock.systemUTC(), more);
  }

  @Test
  void aDirectoryWithoutMistakesIsSound() {
    SAMBA.addPerson("sound", Map.of());
    assertThat(found()).isNotEmpty().allMatch(it -> it.startsWith("OK "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bind-password | not-the-password | the service account is refused",
        "bind-dn | CN=nobody,CN=Users,DC=hosp,DC=test | the service account is refused",
        "base-dn | OU=Missing,DC=hosp,DC=test | there is no entry with the name of base-dn or group-base-dn",
        "roles | Nobodies=physician | no group, or more than one, has the name Nobodies",
        "groups | Nobodies=department:Cardiology | no group, or more than one, has the name Nobodies",
        "user-filter | (description=nobody has this) | nobody is found below base-dn",
        "roles | Referrers=doctor | the settings sallyport.directories are not understood",
      })
  void aWrongSettingIsFound(String name, String value, String words) {
    assertThat(found(name, value)).anyMatch(it -> it.startsWith("ERROR ") && it.contains(words));
  }

  private static List<String> kerberos(Path keytab, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "kerberos.principal",
                "HTTP/localhost@HOSP.TEST",
                "kerberos.keytab-file",
                keytab.toString(),
                "kerberos.networks",
                "127.0.0.0/8"));
    all.addAll(List.of(more));
    return found(all.toArray(String[]::new));
  }

  @Test
  void aMistakeAroundTicketsIsFound() throws Exception {
    Path keytab = SAMBA.service("portal", "HTTP/localhost");
    assertThat(kerberos(keytab))
        .as("no mistake but the size of a request")
        .filteredOn(it -> !it.startsWith("OK "))
        .singleElement()
        .asString()
        .contains("server.max-http-request-header-size");
    Path none = folder.resolve("none.keytab");
    finds(kerberos(none), "none.keytab cannot be read");
    Path open = Files.copy(keytab, folder.resolve("open.keytab"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    finds(kerberos(open), "open.keytab is open to other users");
    String another = "HTTP/another.hosp.test@HOSP.TEST";
    finds(kerberos(keytab, "kerberos.principal", another), "has no AES key of the principal");
    finds(kerberos(keytab, "kerberos.principal", another), "browsers ask for a ticket for");
    finds(kerberos(keytab, "kerberos.principal", another), "no account has the service principal");
    Path old =
        Files.copy(SAMBA.service("renewed", "HTTP/renewed.hosp.test"), folder.resolve("old"));
    SAMBA.setPassword("CN=renewed,CN=Users," + Samba.BASE, "Summer-Orchard-2027");
    SAMBA.modify("CN=renewed,CN=Users," + Samba.BASE, "msDS-SupportedEncryptionTypes", "28");
    List<String> renewed = kerberos(old, "kerberos.principal", "HTTP/renewed.hosp.test@HOSP.TEST");
    finds(renewed, "write a new keytab");
    assertThat(renewed).anyMatch(it -> it.contains("allows RC4"));
    SAMBA.modify("CN=renewed,CN=Users," + Samba.BASE, "msDS-SupportedEncryptionTypes", "4");
    finds(
        kerberos(old, "kerberos.principal", "HTTP/renewed.hosp.test@HOSP.TEST"), "has no AES: set");
  }

  private static void finds(List<String> found, String words) {
    assertThat(found).anyMatch(it -> it.startsWith("ERROR ") && it.contains(words));
  }

  @Test
  void aServerThatIsAwayOrAloneIsFound() {
    String nobody = "ldaps://127.0.0.1:" + FreePorts.next();
    assertThat(found("urls", SAMBA.url() + "," + nobody))
        .anyMatch(it -> it.startsWith("ERROR ") && it.contains(nobody));
    assertThat(found("urls", SAMBA.url()))
        .anyMatch(it -> it.startsWith("WARNING ") && it.contains("only one server"));
  }

  @Test
  void anAuthorityThatIsMissingOrAnotherIsFound() throws Exception {
    assertThat(found("ca-file", folder.resolve("none.pem").toString()))
        .anyMatch(it -> it.startsWith("ERROR ") && it.contains("ca-file"));
    Path other = folder.resolve("other.pem");
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=Another authority",
                "-keyout",
                folder.resolve("key.pem").toString(),
                "-out",
                other.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    assertThat(openssl.waitFor()).as(Files.readString(folder.resolve("openssl.log"))).isZero();
    assertThat(found("ca-file", other.toString()))
        .anyMatch(
            it ->
                it.startsWith("ERROR ")
                    && it.contains(SAMBA.url() + ": its certificate is not trusted"))
        .noneMatch(it -> it.contains("LDAPException"));
  }

  @Test
  void aServerThatIsNotReachedIsFoundInWords() {
    String unknown = "ldaps://nowhere.invalid";
    String closed = "ldaps://127.0.0.1:" + FreePorts.next();
    assertThat(found("urls", unknown + "," + closed))
        .anyMatch(
            it ->
                it.equals(
                    "ERROR hosp "
                        + unknown
                        + ": its name is not found: look at urls, and at the DNS"))
        .anyMatch(it -> it.startsWith("ERROR hosp " + closed + ": nothing answers there: "))
        .noneMatch(it -> it.contains("LDAPException"));
  }

  @Test
  void aServerThatDoesNotAnswerIsFound() {
    SAMBA.setSilent(true);
    try {
      assertThat(found("timeout", "1s")).anyMatch(it -> it.startsWith("ERROR "));
    } finally {
      SAMBA.setSilent(false);
    }
  }

  @Test
  void aClockThatDiffersIsFound() {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    assertThat(found(late)).anyMatch(it -> it.startsWith("ERROR ") && it.contains("its clock"));
  }

  @Test
  void aLimitAboveTheDomainsLockIsFound() {
    String threshold = SAMBA.read(Samba.BASE, "lockoutThreshold");
    SAMBA.modify(Samba.BASE, "lockoutThreshold", "4");
    try {
      assertThat(found("wrong-passwords", "4"))
          .anyMatch(it -> it.startsWith("ERROR ") && it.contains("the domain locks after 4"));
      assertThat(found("wrong-passwords", "3", "wrong-password-window", "1m"))
          .anyMatch(it -> it.startsWith("ERROR ") && it.contains("must not be shorter"));
    } finally {
      SAMBA.modify(Samba.BASE, "lockoutThreshold", threshold.isEmpty() ? "0" : threshold);
    }
  }
}

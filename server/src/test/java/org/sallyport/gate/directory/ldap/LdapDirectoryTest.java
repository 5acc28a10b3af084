package org.sallyport.gate.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Searches and binds against Samba, and servers that do not answer. */
@ExtendWith(SambaPossible.class)
class LdapDirectoryTest {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Samba SAMBA = Samba.shared();

  private static String person() {
    String name = "clara" + COUNT.incrementAndGet();
    SAMBA.addPerson(name, Map.of("displayName", "Clara"));
    return name;
  }

  private static DirectoryProperties properties(Map<String, String> more) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "urls",
                SAMBA.url(),
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
    all.putAll(more);
    Map<String, String> named = new HashMap<>();
    all.forEach((name, value) -> named.put("directory." + name, value));
    return new Binder(new MapConfigurationPropertySource(named))
        .bind("directory", Bindable.of(DirectoryProperties.class))
        .get();
  }

  private static LdapDirectory directory(Map<String, String> more) {
    return new LdapDirectory("hosp", properties(more), Clock.systemUTC());
  }

  private static TypedName typed(String name) {
    return TypedName.of(name, Map.of("hosp", properties(Map.of())));
  }

  @ParameterizedTest
  @CsvSource({"%s", "HOSP\\%s", "hosp\\%s", "%s@hosp.test", "%s@HOSP.TEST"})
  void findsAPersonByEachSpelling(String spelling) throws LdapUnreachable {
    String name = person();
    try (LdapDirectory directory = directory(Map.of())) {
      LdapDirectory.Sought sought = directory.find(typed(spelling.formatted(name)));
      assertThat(sought.person().orElseThrow().name()).isEqualTo("Clara");
      assertThat(sought.bind(Samba.PASSWORD)).isEqualTo(BindAnswer.RIGHT);
      assertThat(sought.bind("wrong")).isEqualTo(BindAnswer.WRONG);
    }
  }

  /** Each is one value of a filter, and the empty password is never sent. */
  @ParameterizedTest
  @CsvSource({
    "*",
    "a*",
    "'a)(objectClass=*'",
    "'*)(|(sAMAccountName=*'",
    "'\\2a'",
    "' '",
    "HOSP\\"
  })
  void Q08_findsNobodyBySyntax(String name) throws LdapUnreachable {
    person();
    try (LdapDirectory directory = directory(Map.of())) {
      assertThat(directory.find(typed(name)).person()).isEmpty();
      assertThat(directory.state()).allMatch(server -> server.fault().isEmpty());
    }
  }

  @Test
  void Rule51_Q08_neverBindsWithoutAPassword() throws LdapUnreachable {
    String name = person();
    try (LdapDirectory directory = directory(Map.of())) {
      LdapDirectory.Sought sought = directory.find(typed(name));
      assertThatThrownBy(() -> sought.bind("")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void encryptsByStartTls() throws LdapUnreachable {
    String name = person();
    try (LdapDirectory directory = directory(Map.of("urls", SAMBA.plainUrl()))) {
      assertThat(directory.find(typed(name)).bind(Samba.PASSWORD)).isEqualTo(BindAnswer.RIGHT);
    }
  }

  @ParameterizedTest
  @CsvSource({"ldaps", "ldap"})
  void Q09_trustsNoOtherAuthority(String scheme, @TempDir Path folder) throws Exception {
    Path other = folder.resolve("ca.pem");
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                folder.resolve("key.pem").toString(),
                "-out",
                other.toString(),
                "-days",
                "2",
                "-subj",
                "/CN=Other")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(openssl.waitFor()).isZero();
    String url = scheme.equals("ldaps") ? SAMBA.url() : SAMBA.plainUrl();
    try (LdapDirectory directory = directory(Map.of("urls", url, "ca-file", other.toString()))) {
      assertThatThrownBy(() -> directory.find(typed("clara1"))).isInstanceOf(LdapUnreachable.class);
    }
  }

  /** A server that takes connections and says nothing costs one request, and is asked last then. */
  @Test
  void asksASilentServerLast() throws Exception {
    String name = person();
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> takeAll(silent, connections));
      String urls = "ldaps://127.0.0.1:" + silent.getLocalPort() + "," + SAMBA.url();
      try (LdapDirectory directory = directory(Map.of("urls", urls, "timeout", "3s"))) {
        assertThat(directory.find(typed(name)).bind(Samba.PASSWORD)).isEqualTo(BindAnswer.RIGHT);
        int first = connections.get();
        assertThat(first).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
          assertThat(directory.find(typed(name)).bind(Samba.PASSWORD)).isEqualTo(BindAnswer.RIGHT);
        }
        assertThat(connections.get()).isEqualTo(first);
        assertThat(directory.state().getFirst().fault()).isNotEmpty();
        assertThat(directory.state().getLast().fault()).isEmpty();
      }
    }
  }

  private static void takeAll(ServerSocket silent, AtomicInteger connections) {
    try {
      while (!silent.isClosed()) {
        silent.accept();
        connections.incrementAndGet();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @Test
  void setsNoForgottenPasswordWithoutTheRight() throws LdapUnreachable {
    String name = person();
    try (LdapDirectory directory = directory(Map.of())) {
      String id = directory.find(typed(name)).person().orElseThrow().objectId();
      assertThat(directory.resetPassword(id, "Autumn-Harbour-2027"))
          .isEqualTo(PasswordAnswer.NO_RIGHT);
      assertThat(directory.find(typed(name)).bind(Samba.PASSWORD)).isEqualTo(BindAnswer.RIGHT);
    }
  }

  @Test
  void saysThatNoServerAnswers() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    try (LdapDirectory directory = directory(Map.of("urls", "ldaps://127.0.0.1:" + closed))) {
      assertThatThrownBy(() -> directory.find(typed("clara"))).isInstanceOf(LdapUnreachable.class);
    }
  }

  @Test
  void keepsTheOrderOfTheBytesOfAnId() {
    String text = "33221100-5544-7766-8899-aabbccddeeff";
    byte[] bytes = PersonReader.guidBytes(text);
    assertThat(bytes).startsWith(0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77);
    assertThat(PersonReader.guid(bytes)).isEqualTo(text);
  }
}

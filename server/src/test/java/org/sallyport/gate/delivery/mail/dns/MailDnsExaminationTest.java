package org.sallyport.gate.delivery.mail.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.gate.delivery.mail.dkim.DkimKey;
import org.sallyport.gate.delivery.mail.dkim.DkimProperties;
import org.sallyport.gate.delivery.mail.dkim.TestKey;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.Poll;
import org.springframework.mock.env.MockEnvironment;

class MailDnsExaminationTest {
  private static final String DOMAIN = "portal.lindenmoor.example";
  private static final String SPF = "v=spf1 ip4:192.0.2.25 -all";
  private static final String DMARC =
      "v=DMARC1; p=reject; rua=mailto:postmaster@lindenmoor.example";
  private static final String S1 = "s1._domainkey." + DOMAIN;
  private static final String S2 = "s2._domainkey." + DOMAIN;

  @TempDir private static Path folder;
  private static Path keyFile;
  private static Path nextFile;

  private final TestDns dns = new TestDns();
  private MockEnvironment settings;

  @BeforeAll
  static void makeKeys() {
    keyFile = TestKey.rsa(folder);
    nextFile = TestKey.rsa(folder);
  }

  @BeforeEach
  void settings() {
    settings =
        new MockEnvironment()
            .withProperty("sallyport.mail.from", "Lindenmoor <sallyport@" + DOMAIN + ">")
            .withProperty("sallyport.mail.dns-server", dns.server())
            .withProperty("sallyport.mail.dkim.selector", "s1")
            .withProperty("sallyport.mail.dkim.key-file", keyFile.toString())
            .withProperty("sallyport.mail.dkim.next-selector", "s2")
            .withProperty("sallyport.mail.dkim.next-key-file", nextFile.toString());
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  private static String record(String selector, Path file) {
    DkimKey key = new DkimProperties(null, selector, file, null, null).current(DOMAIN);
    return Objects.requireNonNull(key).record();
  }

  private List<Finding> findings() {
    return new MailDnsExamination().examine(new Examined(settings, Clock.systemUTC()));
  }

  private String lines() {
    return findings().stream().map(Finding::line).collect(Collectors.joining("\n"));
  }

  private void publish(
      @Nullable String spf, @Nullable String s1, @Nullable String s2, @Nullable String dmarc) {
    put(DOMAIN, spf);
    put(S1, s1);
    put(S2, s2);
    put("_dmarc.lindenmoor.example", dmarc);
  }

  private void put(String name, @Nullable String text) {
    if (text != null) {
      dns.with(name, text);
    }
  }

  @Test
  void whatIsPublishedRightIsFound() {
    dns.with(DOMAIN, "another record");
    publish(SPF, record("s1", keyFile), record("s2", nextFile), DMARC);
    assertThat(findings()).allMatch(Finding::isSound).hasSize(4);
    assertThat(lines()).contains("can become the current one", "reject");
  }

  /** Receivers look at the domain of the return path. */
  @Test
  void theDomainOfReportsNeedsSpfToo() {
    publish(SPF, record("s1", keyFile), record("s2", nextFile), DMARC);
    settings.setProperty("sallyport.mail.bounces.domain", "bounces." + DOMAIN);
    assertThat(lines()).contains("bounces." + DOMAIN + " has no SPF record");
    put("bounces." + DOMAIN, SPF);
    assertThat(findings()).allMatch(Finding::isSound).hasSize(5);
  }

  @Test
  void whatIsMissingIsSaidWithTheRecordToPublish() {
    assertThat(lines())
        .contains(
            "error    mail-dns        " + DOMAIN + " has no SPF record",
            "error    mail-dns        DKIM: publish as TXT at " + S1 + ": " + record("s1", keyFile),
            "warning  mail-dns        DKIM: publish as TXT at "
                + S2
                + ": "
                + record("s2", nextFile),
            "error    mail-dns        DMARC: publish as TXT at _dmarc." + DOMAIN);
  }

  @ParameterizedTest
  @CsvSource({
    "v=spf1 +all, lets every server send",
    "v=spf1 ip4:192.0.2.25, refuses nobody",
    "v=spf1 ip4:192.0.2.25 ?all, refuses nobody"
  })
  void anSpfRecordThatRefusesNobodyIsNamed(String spf, String said) {
    publish(spf, record("s1", keyFile), record("s2", nextFile), DMARC);
    assertThat(lines()).contains(said);
  }

  @Test
  void twoRecordsOfAKindAreNamed() {
    publish(SPF, record("s1", keyFile), record("s2", nextFile), DMARC);
    publish("v=spf1 mx -all", "v=DKIM1; p=AAAA", null, "v=DMARC1; p=none");
    assertThat(lines())
        .contains(
            "has 2 SPF records",
            S1 + " has several TXT records",
            "_dmarc.lindenmoor.example has several records");
  }

  @Test
  void aKeyThatIsNotOursIsNamed() {
    publish(SPF, record("s2", nextFile), "v=DKIM1; p=", DMARC);
    assertThat(lines()).contains(S1 + " is another one than ours", S2 + " was revoked");
  }

  @Test
  void aRecordThatSaysThatItIsATestIsNamed() {
    publish(SPF, record("s1", keyFile) + "; t=y", record("s2", nextFile), "v=DMARC1; p=none");
    assertThat(lines()).contains("remove t=y", "lets forged mails pass");
  }

  @ParameterizedTest
  @CsvSource({
    "lindenmoor.example, r, true",
    "lindenmoor.example, s, false",
    "elsewhere.example, r, false"
  })
  void aSignatureForAnotherDomainCountsOnlyIfItIsAligned(String signed, String mode, boolean ok) {
    settings.setProperty("sallyport.mail.dkim.domain", signed);
    publish(SPF, null, null, DMARC + "; adkim=" + mode);
    if (ok) {
      assertThat(lines()).doesNotContain("which does not count");
    } else {
      assertThat(lines()).contains("signed for " + signed + ", which does not count");
    }
  }

  @Test
  void withoutAKeySigningIsLeftToTheMailServer() {
    settings =
        new MockEnvironment()
            .withProperty("sallyport.mail.from", "sallyport@" + DOMAIN)
            .withProperty("sallyport.mail.dns-server", dns.server());
    publish(SPF, null, null, DMARC);
    assertThat(lines()).contains("mails are not signed here");
  }

  @Test
  void aNameServerThatIsSilentIsNotTakenForOneWithoutRecords() throws IOException {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      settings.setProperty("sallyport.mail.dns-server", "127.0.0.1:" + silent.getLocalPort());
      assertThat(lines()).contains("DNS gave no answer for " + DOMAIN).doesNotContain("publish");
    }
  }

  @Test
  void aHostWithoutADomainIsNotLookedUp() {
    settings.setProperty("sallyport.mail.from", "");
    settings.setProperty("sallyport.public-url", "http://localhost:8080");
    assertThat(lines()).contains("not looked up: localhost is no domain");
  }

  static boolean hasDnsmasq() {
    return Files.isExecutable(Path.of("/usr/sbin/dnsmasq"));
  }

  /** A name server of others, with a key in two parts. */
  @Test
  @EnabledIf("hasDnsmasq")
  void dnsmasqIsUnderstood() throws IOException {
    int port = FreePorts.next();
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/sbin/dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--no-resolv",
                "--no-hosts",
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--pid-file=",
                "--local=/example/",
                "--port=" + port));
    command.add("--txt-record=" + DOMAIN + "," + SPF);
    command.add(
        "--txt-record=" + S1 + "," + String.join(",", TestDns.parts(record("s1", keyFile))));
    command.add("--txt-record=_dmarc.lindenmoor.example," + DMARC);
    settings.setProperty("sallyport.mail.dns-server", "127.0.0.1:" + port);
    Process dnsmasq = new ProcessBuilder(command).inheritIO().start();
    try {
      Poll.until(Duration.ofSeconds(10), () -> lines().contains("SPF of " + DOMAIN));
      assertThat(lines())
          .contains("ok       mail-dns        SPF of", "DKIM: " + S1 + " has our key")
          .contains("warning  mail-dns        DKIM: publish as TXT at " + S2)
          .contains("DMARC of lindenmoor.example: reject");
    } finally {
      dnsmasq.destroy();
    }
  }
}

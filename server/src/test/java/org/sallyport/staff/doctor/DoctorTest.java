package org.sallyport.staff.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.platform.examination.Finding;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.messages.CallReceiver;
import org.sallyport.testing.messages.Inbox;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.auth.PlainAuthenticationHandlerFactory;
import org.subethamail.smtp.server.SMTPServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One mistake after the other in a sound installation: each is found, and nothing beside it. */
@Tag("slow")
class DoctorTest {
  private static final String APPLICATIONS = "applications";
  private static final String NO_SUCH = "no such setting: ";

  @TempDir Path folder;

  /** Makes a mistake in an installation. */
  private interface Planting {
    void in(SoundInstallation installation) throws Exception;
  }

  /**
   * A mistake.
   *
   * @param found part of the line that names it
   */
  private record Mistake(String name, Planting planting, String subject, String found) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Mistake setting(
      String name, @Nullable Object value, String subject, String found) {
    return new Mistake(name + "=" + value, it -> it.set(name, value), subject, found);
  }

  static List<Mistake> mistakes() {
    return Stream.of(
            ofSettings(),
            ofTheDatabase(),
            ofFiles(),
            ofServers(),
            ofTheAddress(),
            ofApplications(),
            ofGroups())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mistake> ofSettings() {
    return List.of(
        setting(
            "sallyport.lock.afer",
            "5",
            "settings",
            NO_SUCH + "sallyport.lock.afer, did you mean sallyport.lock.after?"),
        setting(
            "spring.mail.usrname",
            "x",
            "settings",
            NO_SUCH + "spring.mail.usrname, did you mean spring.mail.username?"),
        setting(
            "server.tomcat.trheads.max",
            "9",
            "settings",
            NO_SUCH + "server.tomcat.trheads.max, did you mean server.tomcat.threads.max?"),
        setting(
            "management.endpoint.helth.access",
            "none",
            "settings",
            NO_SUCH
                + "management.endpoint.helth.access, did you mean management.endpoint.health.access?"),
        setting("sallyport.otp.ttl", "20", "settings", "sallyport.otp.ttl: 20 has no unit"),
        setting("sallyport.sms.countries", "BEL", "settings", "\"BEL\" is no ISO 3166 code"),
        setting("sallyport.installation.zone", null, "settings", "are in UTC"),
        setting(
            "sallyport.languages.texts",
            "/nowhere",
            "settings",
            "sallyport.languages.texts: /nowhere cannot be read"),
        setting("sallyport.policy", "strict", "settings", "there is no policy \"strict\""),
        new Mistake(
            "a value that the policy forbids",
            it -> it.set("sallyport.policy", "asvs-l2").set("sallyport.otp.ttl", "20m"),
            "settings",
            "sallyport.otp.ttl: 20m is not allowed by the policy asvs-l2"),
        setting(
            "spring.datasource.url",
            "jdbc:mysql://db.example/sallyport",
            "settings",
            "spring.datasource.url: only PostgreSQL"),
        setting("sallyport.second-factor.everyone", "off", "second factor", "off for everyone"),
        setting("sallyport.second-factor.patients", "off", "second factor", "off for patient"),
        setting(
            "server.forward-headers-strategy", "native", "proxy", "forward-headers-strategy must"),
        setting(
            "management.server.address", "0.0.0.0", "proxy", "management.server.address is every"));
  }

  private static List<Mistake> ofTheDatabase() {
    return List.of(
        setting(
            "spring.datasource.url",
            "jdbc:postgresql://127.0.0.1:1/x",
            "database",
            "cannot connect"),
        setting(
            "spring.datasource.username", "nobody", "database", "role \"nobody\" does not exist"),
        new Mistake(
            "no such database",
            it -> it.set("spring.datasource.url", it.get("spring.datasource.url") + "none"),
            "database",
            "does not exist"),
        new Mistake(
            "a superuser",
            it -> it.sql("alter role " + it.get("spring.datasource.username") + " superuser"),
            "database",
            "the role is a superuser"),
        new Mistake(
            "no right to make tables",
            it -> it.sql("alter database " + it.database() + " owner to postgres"),
            "database",
            "the role may make no tables"),
        new Mistake(
            "a table of another role",
            it -> it.sql("alter table throttle owner to postgres"),
            "database",
            "some tables belong to another role"),
        new Mistake(
            "tables of a newer version",
            it ->
                it.sql(
                    """
                    insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
                    values (900, '29990101.000000', 'later', 'SQL', 'V29990101_000000__later.sql', 'x', 1, true)
                    """),
            "database",
            "newer version of Sallyport (29990101.000000)"),
        new Mistake(
            "read-only",
            it ->
                it.sql(
                    "alter database " + it.database() + " set default_transaction_read_only = on"),
            "database",
            "it can only be read"),
        new Mistake(
            "another role",
            it ->
                it.sql(
                    "reassign owned by " + it.get("spring.datasource.username") + " to postgres"),
            "database",
            "its tables belong to another role than spring.datasource.username"),
        new Mistake(
            "accounts without an admin",
            it -> passwordUnder("k1", it),
            "accounts",
            "no account is an enabled admin"),
        new Mistake(
            "a limit of time for statements",
            it ->
                it.sql(
                    "alter role %s set statement_timeout = '5s'"
                        .formatted(it.get("spring.datasource.username"))),
            "database",
            "statement_timeout is 5s (set by the user)"),
        new Mistake(
            "commits that a crash loses",
            it -> it.sql("alter database %s set synchronous_commit = off".formatted(it.database())),
            "database",
            "synchronous_commit is off (set by the database)"),
        new Mistake(
            "another isolation of transactions",
            it ->
                it.sql(
                    "alter role %s in database %s set default_transaction_isolation = serializable"
                        .formatted(it.get("spring.datasource.username"), it.database())),
            "database",
            "default_transaction_isolation is serializable (set by the database user)"),
        new Mistake(
            "too few connections",
            it -> it.sql("alter database " + it.database() + " connection limit 5"),
            "database",
            "it takes 5 connections"),
        new Mistake(
            "a clock that is wrong",
            it -> it.clock(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-30))),
            "clock",
            "this machine and the database differ by "));
  }

  private static List<Mistake> ofGroups() {
    return List.of(
        new Mistake(
            "a rule that names a group that there never was",
            it -> rule(it, "Nephrology"),
            "forward-auth",
            "sallyport.forward-auth.pacs.rules: there is no group nephrology"),
        new Mistake(
            "a rule that names a renamed group",
            it -> {
              rule(it, "Nephrology");
              group(it, "Renal Medicine", "sallyport.forward-auth.pacs", "nephrology");
            },
            "forward-auth",
            "nephrology means the group that is called Renal Medicine now"),
        new Mistake(
            "a rule that names a deleted group, whose name another has",
            it -> {
              rule(it, "Nephrology");
              group(it, "Nephrology", "another scope", "nephrology");
              it.sql(
                  "insert into named_group values ('sallyport.forward-auth.pacs', 'nephrology', gen_random_uuid(), now())");
            },
            "forward-auth",
            "the group that nephrology means was deleted; the one that has the name now gives no right"),
        new Mistake(
            "a network of a group that there never was",
            it -> it.set("sallyport.radius.vpn.groups", "Nephrology"),
            "radius",
            "sallyport.radius.vpn.groups: there is no group Nephrology"),
        new Mistake(
            "an application of a renamed group",
            it -> {
              application(it, "https://localhost/cb", null);
              it.sql("update oidc_client set groups = '{Nephrology}'");
              group(it, "Renal Medicine", "x", "nephrology");
              it.sql(
                  "update named_group set scope = (select 'application ' || id from oidc_client)");
            },
            APPLICATIONS,
            "grafana: Nephrology means the group that is called Renal Medicine now"));
  }

  private static void rule(SoundInstallation installation, String group) {
    installation
        .set("sallyport.forward-auth.pacs.addresses", "https://pacs.hosp.example")
        .set("sallyport.forward-auth.pacs.rules", "/**; groups=" + group);
  }

  /** A group that a name in a scope means. */
  private static void group(
      SoundInstallation installation, String name, String scope, String meantBy) {
    installation.sql(
        """
        with made as (
          insert into care_group (id, name, name_key, kind, created_at)
          values (gen_random_uuid(), '%1$s', lower('%1$s'), 'department', now()) returning id)
        insert into named_group (scope, name_key, group_id, bound_at) select '%2$s', '%3$s', id, now() from made
        """
            .formatted(name, scope, meantBy));
  }

  private static List<Mistake> ofFiles() {
    return List.of(
        new Mistake(
            "no backup for three days",
            it ->
                Files.setLastModifiedTime(
                    Files.createFile(Path.of(it.get("sallyport.data"), "last-backup")),
                    FileTime.from(Instant.now().minus(Duration.ofDays(3)))),
            "backup",
            "run sallyport backup every night"),
        new Mistake(
            "keys that others can read",
            it ->
                Files.setPosixFilePermissions(
                    it.keys(), PosixFilePermissions.fromString("rw-r--r--")),
            "keys",
            "can be read by others"),
        new Mistake(
            "keys with a broken line",
            it -> Files.writeString(it.keys(), "k1:short\n"),
            "keys",
            "has a key that is not 32 bytes of base64"),
        new Mistake(
            "keys of another installation",
            it -> {
              passwordUnder("k7", it);
            },
            "keys",
            "what was made with k7, which the key file does not have"),
        new Mistake(
            "keys with the right name and other bytes",
            it ->
                it.sql(
                    "insert into app_push_key (public_key, private_key, created_at) values"
                        + " ('x', '\\x026b31' || decode(repeat('00', 60), 'hex'), now())"),
            "keys",
            "has keys of the right names and other bytes"),
        setting(
            "sallyport.retention.audit-export",
            "/nowhere/audit",
            "audit export",
            "there is no folder /nowhere/audit"),
        new Mistake(
            "no keys",
            it -> {
              passwordUnder("k1", it);
              Files.delete(it.keys());
            },
            "keys",
            "is missing, and the database holds"),
        new Mistake(
            "data that others can read",
            it ->
                Files.createDirectories(
                    Path.of(it.get("sallyport.data")).resolve("postgres"),
                    PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rwxr-xr-x"))),
            "data",
            "is open to other users of the machine"));
  }

  private static void passwordUnder(String id, SoundInstallation installation) {
    installation.sql(
        """
        insert into account (id, username, username_key, name, role, created_at, password_hash)
        values (gen_random_uuid(), 'ann', 'ann', 'Ann', 'physician', now(), '$sallyport$v=2$k=%s$argon2id')
        """
            .formatted(id));
  }

  private static List<Mistake> ofServers() {
    return List.of(
        setting("spring.mail.host", null, "mail", "spring.mail.host is not set"),
        setting("spring.mail.host", "smtp.nowhere.invalid", "mail", "no host of the name"),
        setting("spring.mail.port", FreePorts.next(), "mail", "127.0.0.1:"),
        new Mistake(
            "no mail server at the usual port",
            it -> it.set("spring.mail.port", null).set("spring.mail.protocol", "smtps"),
            "mail",
            "127.0.0.1:465: "),
        new Mistake(
            "a SIEM that does not listen",
            it ->
                it.set("sallyport.audit.syslog.host", "localhost")
                    .set("sallyport.audit.syslog.port", FreePorts.next()),
            "siem",
            "does not listen"),
        setting("sallyport.mail.tls", "required", "mail", "STARTTLS is required"),
        new Mistake(
            "a wrong password for mail",
            it ->
                it.set("spring.mail.port", mailServerThatRefusesPasswords())
                    .set("spring.mail.username", "portal")
                    .set("spring.mail.password", "wrong")
                    .set("spring.mail.properties.mail.smtp.auth", "true"),
            "mail",
            "refuses spring.mail.username"),
        new Mistake(
            "a password that the mail server does not ask for",
            it -> it.set("spring.mail.username", "portal").set("spring.mail.password", "unused"),
            "mail",
            "offers no sign-in (AUTH)"),
        setting(
            "sallyport.mail.routes.a.host",
            "smtp.nowhere.invalid",
            "mail",
            "route a: no host of the name"),
        new Mistake(
            "a wrong password for a route of mail",
            it ->
                it.set("sallyport.mail.routes.a.host", "127.0.0.1")
                    .set("sallyport.mail.routes.a.port", mailServerThatRefusesPasswords())
                    .set("sallyport.mail.routes.a.username", "portal")
                    .set("sallyport.mail.routes.a.password", "wrong"),
            "mail",
            "refuses username and password"),
        setting("sallyport.sms.http.url", null, "sms", "sallyport.sms.http.url is not set"),
        setting("sallyport.sms.http.url", "https://sms.nowhere.invalid/", "sms", "no host of the"),
        setting(
            "sallyport.sms.http.url", "http://127.0.0.1:" + FreePorts.next(), "sms", "127.0.0.1: "),
        new Mistake(
            "an SMS gateway without TLS",
            it ->
                it.set(
                    "sallyport.sms.http.url",
                    it.get("sallyport.sms.http.url").replace("http:", "https:")),
            "sms",
            "127.0.0.1: "),
        new Mistake(
            "a SIM swap service that does not know us",
            it ->
                it.set("sallyport.sms.sim-swap.url", it.page(200, Map.of(), "{}"))
                    .set("sallyport.sms.sim-swap.token-url", it.page(401, Map.of(), "{}"))
                    .set("sallyport.sms.sim-swap.client-id", "hospital")
                    .set("sallyport.sms.sim-swap.client-secret", "a-secret-of-many-letters"),
            "sim-swap",
            "no access token: status 401"),
        setting(
            "sallyport.archive.url",
            "http://127.0.0.1:" + FreePorts.next() + "/dicom-web",
            "archive",
            "does not answer"),
        new Mistake(
            "an archive without TLS on another machine",
            it ->
                it.set("sallyport.archive.url", "http://archive.nowhere.invalid/dicom-web")
                    .set("sallyport.archive.allow-plain-http", "true"),
            "archive",
            "its password and the images cross the network in the clear"),
        setting("sallyport.archive.password", "wrong", "archive", "refuses sallyport.archive"),
        new Mistake(
            "an archive without its path",
            it ->
                it.set(
                    "sallyport.archive.url",
                    it.get("sallyport.archive.url").replace("/dicom-web", "/dicom")),
            "archive",
            "there are no DICOMweb services (404)"),
        new Mistake(
            "an Orthanc without ExtraMainDicomTags",
            it ->
                it.set(
                    "sallyport.archive.url",
                    it.page(
                            200,
                            Map.of(),
                            "{\"MainDicomTags\": {\"Study\": \"0008,0020;0020,000d\"}}")
                        + "/dicom-web"),
            "archive",
            "its search does not return ReferringPhysicianIdentificationSequence, "),
        new Mistake(
            "push services that cannot be reached",
            it ->
                it.set("sallyport.push.enabled", "true")
                    .set("sallyport.push.services", "push.nowhere.invalid"),
            "push",
            "cannot reach push.nowhere.invalid"),
        setting(
            "sallyport.tracing.otlp-url",
            "http://127.0.0.1:" + FreePorts.next() + "/v1/traces",
            "tracing",
            "does not answer"),
        setting(
            "sallyport.tracing.otlp-url",
            "https://collector.nowhere.invalid:4318/v1/traces",
            "tracing",
            "no host of the name collector.nowhere.invalid"),
        new Mistake(
            "a collector without its path",
            it -> it.set("sallyport.tracing.otlp-url", it.page(404, Map.of())),
            "tracing",
            "answers 404; its path is usually /v1/traces"));
  }

  private static int mailServerThatRefusesPasswords() {
    SMTPServer server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .authenticationHandlerFactory(
                new PlainAuthenticationHandlerFactory(
                    (username, password, context) -> {
                      throw new LoginFailedException();
                    }))
            .build();
    server.start();
    return server.getPortAllocated();
  }

  private static List<Mistake> ofTheAddress() {
    return List.of(
        new Mistake(
            "a proxy that passes on claimed addresses",
            it ->
                it.set(
                    "sallyport.public-url",
                    it.page(
                        200,
                        Map.of(
                            "Content-Security-Policy",
                            "default-src 'none'",
                            "Sallyport-Forwarded-For",
                            "passed on"))),
            "public address",
            "passes on the address that a client claims"),
        setting("sallyport.installation.name", null, "help line", "whose portal it is"),
        setting(
            "sallyport.installation.desk-phone-outside",
            null,
            "help line",
            "see no number to call"),
        setting(
            "sallyport.public-url",
            "http://localhost:" + FreePorts.next(),
            "public address",
            "nothing answers at"),
        new Mistake(
            "a proxy that changes the host",
            it -> it.set("sallyport.public-url", it.page(421, Map.of())),
            "public address",
            "does not pass on the Host header"),
        new Mistake(
            "a proxy without a server",
            it -> it.set("sallyport.public-url", it.page(502, Map.of())),
            "public address",
            "the proxy finds no server behind it (502)"),
        new Mistake(
            "another site at the public address",
            it -> it.set("sallyport.public-url", it.page(200, Map.of())),
            "public address",
            "not with the sign-in page"));
  }

  private static List<Mistake> ofApplications() {
    return List.of(
        new Mistake(
            "a redirect address without TLS",
            it -> application(it, "http://app.example/cb", null),
            APPLICATIONS,
            "grafana: http://app.example/cb is not an address that could be registered"),
        new Mistake(
            "a redirect address of an unknown host",
            it -> application(it, "https://app.nowhere.invalid/cb", null),
            APPLICATIONS,
            "grafana: no host of the name app.nowhere.invalid"),
        new Mistake(
            "an application that does not answer",
            it ->
                application(
                    it, "https://localhost/cb", "http://127.0.0.1:" + FreePorts.next() + "/out"),
            APPLICATIONS,
            "does not answer ("),
        new Mistake(
            "an application with a certificate that nobody signed",
            it -> application(it, "https://localhost/cb", UntrustedServer.start() + "/out"),
            APPLICATIONS,
            "unable to find valid certification path"),
        new Mistake(
            "an application without the address",
            it -> application(it, "https://localhost/cb", it.page(404, Map.of()) + "/out"),
            APPLICATIONS,
            "/out answers 404"),
        new Mistake(
            "another issuer",
            it -> {
              application(it, "https://localhost/cb", null);
              it.set(
                  "sallyport.public-url",
                  it.page(
                      200,
                      Map.of("Content-Security-Policy", "default-src 'none'"),
                      "{\"issuer\": \"https://old.example\"}"));
            },
            APPLICATIONS,
            "the issuer is https://old.example, and sallyport.public-url is "),
        new Mistake(
            "signing keys of another key file",
            it -> {
              application(it, "https://localhost/cb", null);
              key(it, "k9", "0 days");
            },
            APPLICATIONS,
            "the key file lacks k9"),
        new Mistake(
            "signing keys that nobody replaces",
            it -> {
              application(it, "https://localhost/cb", null);
              key(it, "k1", "100 days");
            },
            APPLICATIONS,
            "and none was made to replace it"));
  }

  private static void application(
      SoundInstallation installation, String redirect, @Nullable String logout) {
    installation.sql(
        """
        insert into oidc_client (id, client_id, name, authentication, native, own, redirect_uris, post_logout_uris,
                                 logout_uri, scopes, roles, groups, assurance, access_lasts, created_at)
        values (gen_random_uuid(), 'grafana', 'Grafana', 'none', false, true, '{%s}', '{}', %s, '{openid}', '{}', '{}',
                'password', 300000, now())
        """
            .formatted(redirect, logout == null ? "null" : "'" + logout + "'"));
  }

  private static void key(SoundInstallation installation, String id, String age) {
    installation.sql(
        """
        insert into oidc_key (id, private_key, public_key, created_at, signs_from)
        values (gen_random_uuid(), decode('02', 'hex') || convert_to('%s', 'UTF8'), '{}', now(), now() - interval '%s')
        """
            .formatted(id, age));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsFound(Mistake mistake) throws Exception {
    try (SoundInstallation installation = new SoundInstallation(folder)) {
      mistake.planting().in(installation);
      List<Finding> wrong = installation.examine().stream().filter(it -> !it.isSound()).toList();
      assertThat(wrong)
          .anySatisfy(
              finding -> {
                assertThat(finding.subject()).isEqualTo(mistake.subject());
                assertThat(finding.text()).contains(mistake.found());
              });
      assertThat(wrong).as("nothing beside it").hasSizeLessThanOrEqualTo(2);
    }
  }

  /** The command silences the log, which the whole JVM shares. */
  @AfterEach
  void logAgain() {
    LoggingSystem.get(getClass().getClassLoader()).setLogLevel("ROOT", LogLevel.INFO);
  }

  @Test
  void thereAreEnoughMistakes() {
    assertThat(mistakes()).hasSizeGreaterThan(25);
  }

  @Test
  void nothingIsFoundInASoundInstallation() throws IOException {
    try (SoundInstallation installation = new SoundInstallation(folder)) {
      assertThat(installation.examine()).allMatch(Finding::isSound).hasSize(26);
    }
  }

  @Test
  void theReportEndsWithACount() {
    List<Finding> findings =
        List.of(
            Finding.sound("mail", "answers"),
            Finding.error("sms", "does not answer"),
            Finding.warning("proxy", "is open"),
            Finding.warning("push", "is slow"));
    assertThat(Report.lines(findings).lines().toList().getLast()).isEqualTo("1 error, 2 warnings");
    assertThat(Report.lines(List.of())).endsWith("0 errors, 0 warnings");
  }

  @Test
  void aMadeUpNameIsSignedInWithoutLeavingARow() throws IOException {
    try (SoundInstallation installation = new SoundInstallation(folder)) {
      List<String> before = installation.rows();
      assertThat(signIn(installation))
          .satisfies(it -> assertThat(it.isSound()).as(it.text()).isTrue());
      assertThat(installation.rows()).isEqualTo(before).hasSizeGreaterThan(80);
      installation.sql("alter table throttle rename column blocked_until to until");
      assertThat(signIn(installation))
          .satisfies(it -> assertThat(it.severity()).isEqualTo(Finding.Severity.ERROR))
          .satisfies(it -> assertThat(it.text()).startsWith("nobody can sign in: ERROR: column"));
    }
  }

  private static Finding signIn(SoundInstallation installation) {
    return installation.examineAll().stream()
        .filter(it -> it.subject().equals("sign-in"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anSmsCentreIsNotTriedAndNoGatewayIsMissedBesideIt() throws IOException {
    try (SoundInstallation installation = new SoundInstallation(folder)) {
      installation
          .set("sallyport.sms.http.url", null)
          .set("sallyport.sms.routes.centre.smpp.host", "127.0.0.1")
          .set("sallyport.sms.routes.centre.smpp.port", String.valueOf(FreePorts.next()))
          .set("sallyport.sms.routes.centre.smpp.tls", "false")
          .set("sallyport.sms.routes.centre.smpp.system-id", "sallyport")
          .set("sallyport.sms.routes.centre.smpp.password", "secret");
      assertThat(installation.examine())
          .filteredOn(finding -> finding.subject().equals("sms"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.isSound()).isTrue();
                assertThat(finding.text()).startsWith("route centre: an SMS centre is not tried");
              });
    }
  }

  @Test
  void aProxyThatEndsTlsHasToBeNamed() throws IOException {
    try (SoundInstallation installation = new SoundInstallation(folder)) {
      installation.set("sallyport.public-url", "https://portal.nowhere.invalid");
      List<String> lines = installation.examine().stream().map(Finding::text).toList();
      assertThat(lines)
          .anyMatch(it -> it.startsWith("sallyport.trusted-proxies is not set"))
          .anyMatch(it -> it.startsWith("the portal's port is open on every network"))
          .contains("sallyport.public-url: no host of the name portal.nowhere.invalid is found");
    }
  }

  @Test
  void aMailIsSentOnRequest() throws IOException {
    try (SoundInstallation installation = new SoundInstallation(folder)) {
      String to = "doctor@practice.example";
      assertThat(installation.examine(new DoctorOptions(to, "+32499000077", false)))
          .extracting(Finding::text)
          .anyMatch(
              it ->
                  it.endsWith(
                      "took a mail for " + to + ": see whether it arrives, and not among spam"))
          .anyMatch(it -> it.endsWith("took an SMS: see whether it arrives"));
      assertThat(Inbox.next(to).text()).contains("sallyport doctor --mail-to");
      assertThat(Inbox.next("+32499000077").text()).contains("sallyport doctor --sms-to");
    }
  }

  @Test
  void aNumberIsCalledOnRequestByARouteOfCalls() throws IOException {
    CallReceiver gateway = new CallReceiver();
    try (SoundInstallation installation = new SoundInstallation(folder)) {
      installation.set("sallyport.sms.routes.calls.kind", "voice");
      installation.set("sallyport.sms.routes.calls.http.url", gateway.url("calls"));
      installation.set("sallyport.sms.routes.calls.http.template", CallReceiver.TEMPLATE);
      assertThat(installation.examine())
          .extracting(Finding::text)
          .contains("route calls: 127.0.0.1 can be reached; --sms-to NUMBER places a call");
      assertThat(gateway.to("+32499000078")).isEmpty();
      assertThat(installation.examine(new DoctorOptions(null, "+32499000078", false)))
          .extracting(Finding::text)
          .anyMatch(it -> it.endsWith("took a call: see whether the phone rings"));
      assertThat(gateway.to("+32499000078"))
          .extracting(CallReceiver.Call::text)
          .containsExactly("This is a test call of sallyport doctor.");
    }
  }

  @Test
  void aBrokenFileOfSettingsIsFound() throws IOException {
    Path file = Files.writeString(folder.resolve("sallyport.yml"), "sallyport:\n  otp: ttl: 1\n");
    assertThat(
            Doctor.examine(
                DoctorOptions.NONE,
                Clock.systemUTC(),
                "--spring.config.additional-location=file:" + file))
        .extracting(Finding::text)
        .containsExactly(
            "the file of settings is no YAML: line 2, column 11: mapping values are not allowed here");
  }

  @Test
  void theCommandSaysWhatItFoundAndHowItEnded() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Doctor.run(
            new String[] {"doctor", "--json"},
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(code).isEqualTo(1);
    JsonNode report = new JsonMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(report.path("sound").asBoolean()).isFalse();
    List<String> subjects = new ArrayList<>();
    report.path("findings").forEach(it -> subjects.add(it.path("subject").asString()));
    assertThat(subjects).contains("settings", "mail", "archive");
    assertThat(
            Doctor.run(
                new String[] {"doctor", "--mend"},
                System.out,
                new PrintStream(err, true, StandardCharsets.UTF_8)))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("doctor: no such option: --mend");
  }
}

package org.sallyport.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.Sallyport;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** No management endpoints on the portal's port, and few on the management port (attack P03). */
@SallyportTest
class ManagementTest {
  @LocalServerPort int port;
  @LocalManagementPort int management;
  @Autowired Environment environment;
  @Autowired People people;
  @Autowired Rows rows;

  @Test
  void theManagementPortListensOnThisMachineAlone() {
    assertThat(environment.getProperty("management.server.address")).isEqualTo("127.0.0.1");
    assertThat(management).isNotEqualTo(port);
  }

  @Test
  void healthAndFiguresAreThere() {
    Browser.Page health = watch("/actuator/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body()).contains("UP").doesNotContain("PostgreSQL", "jdbc");
    Browser.Page figures = watch("/actuator/prometheus");
    assertThat(figures.status()).isEqualTo(200);
    assertThat(figures.body())
        .contains("sallyport_factor_verifications_total", "jvm_memory_used_bytes");
  }

  private Browser.Page watch(String path) {
    Browser watcher = new Browser(management);
    return watcher.send(watcher.request(path).setHeader("Accept", "*/*").build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/env",
        "/actuator/heapdump",
        "/actuator/loggers",
        "/actuator/configprops",
        "/actuator/threaddump",
        "/actuator/shutdown",
        "/login",
        "/studies",
        "/settings/account",
        "/dicom-web/studies"
      })
  void P03_nothingElseIsThere(String path) {
    assertThat(watch(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/health",
        "/actuator/prometheus",
        "/actuator/env",
        "/actuator/heapdump",
        "/h2-console",
        "/debug",
        "/console",
        "/swagger-ui/index.html",
        "/v3/api-docs"
      })
  void P03_nothingOfItIsOnThePortalsPort(String path) {
    assertThat(new Browser(port).get(path).location()).as("a stranger").endsWith("/login");
    People.Person admin = people.admin();
    Browser browser = new Browser(port);
    browser.signIn(admin.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(admin.email()));
    assertThat(browser.get(path).status()).as("an admin").isEqualTo(404);
  }

  @Test
  void P03_aDebugHeaderChangesNothing() {
    Browser browser = new Browser(port);
    Browser.Page page =
        browser.send(
            browser
                .request("/login?debug=true")
                .header("X-Debug", "true")
                .header("X-Test", "1")
                .build());
    assertThat(page.status()).isEqualTo(200);
    String token = "value=\"[^\"]*\"";
    assertThat(page.body().replaceAll(token, ""))
        .isEqualTo(new Browser(port).get("/login").body().replaceAll(token, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000", "123456", "999999"})
  void P03_noCodeIsRightForEverybody(String fixed) {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    if (!Codes.next(person.email()).equals(fixed)) {
      assertThat(browser.post("/login/code", "code", fixed).status()).isEqualTo(422);
      assertThat(rows.sessions(person.id())).isZero();
    }
  }

  /** What the classes of the product are made of: no test classes, no source maps, no sources. */
  @Test
  void P03_nothingOfTheTestsIsAmongTheClasses() throws Exception {
    Path product =
        Path.of(Sallyport.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(Files.isDirectory(product)).isTrue();
    try (Stream<Path> files = Files.walk(product)) {
      assertThat(files.map(file -> product.relativize(file).toString()).toList())
          .anyMatch(name -> name.endsWith("Sallyport.class"))
          .noneMatch(name -> name.matches(".*(Test|Tests)\\.class|.*/testing/.*"))
          .noneMatch(name -> name.matches(".*\\.(map|java|ts)"));
    }
    for (Resource file :
        new PathMatchingResourcePatternResolver().getResources("classpath*:static/**")) {
      assertThat(file.getFilename()).doesNotEndWith(".map");
    }
  }

  /** The package is refused with a class, a map or a library of the tests in it. */
  @ParameterizedTest
  @CsvSource({
    "org/sallyport/Sallyport.class, spring-core-7.0.0.jar, ''",
    "org/sallyport/SallyportTest.class, spring-core-7.0.0.jar, SallyportTest.class",
    "org/sallyport/testing/People.class, spring-core-7.0.0.jar, testing/People.class",
    "static/viewer/main.js.map, spring-core-7.0.0.jar, main.js.map",
    "org/sallyport/Sallyport.class, junit-jupiter-api-6.0.0.jar, junit-jupiter-api",
    "org/sallyport/Sallyport.class, spring-boot-starter-test-4.0.0.jar, spring-boot-starter-test"
  })
  void P03_nothingOfTheTestsIsPacked(
      String packed, String library, String refused, @TempDir Path folder) throws Exception {
    Files.createDirectory(folder.resolve("lib"));
    Files.createFile(folder.resolve("lib").resolve(library));
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(folder.resolve("sallyport.jar")))) {
      jar.putNextEntry(new ZipEntry(packed));
      jar.closeEntry();
    }
    String script =
        ". ops/command/words.sh && . ops/command/package.sh && no_tests \"$1\" 2>&1 && echo packed";
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", script, "bash", folder.toString())
            .directory(Path.of("..").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (refused.isEmpty()) {
      assertThat(said).isEqualTo("packed\n");
    } else {
      assertThat(said).contains(refused).doesNotContain("packed\n");
    }
  }

  @Test
  void forgedForwardedHeadersReachNoAuditEntry() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.get("/login");
    String form = browser.form("username", person.username(), "password", "wrong wrong wrong");
    browser.send(
        browser
            .request("/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Forwarded-For", "198.51.100.7")
            .header("X-Real-IP", "198.51.100.7")
            .header("Forwarded", "for=198.51.100.7")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form))
            .build());
    assertThat(
            rows.query(
                "select address from audit_event where account_id = ? and type = 'SignInEvent.PasswordRefused'",
                person.id().value()))
        .singleElement()
        .extracting(row -> row.get("address"))
        .isIn("127.0.0.1", "::1");
  }
}

package org.sallyport.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The alert rules and the dashboard use metrics and labels that a running server has. */
@SallyportTest
class DashboardTest {
  private static final Path OPS = Path.of("../ops");
  private static final Path PROMETHEUS = OPS.resolve("prometheus");
  private static final Path RULES = PROMETHEUS.resolve("sallyport.rules.yml");
  private static final Path GUIDE = Path.of("../docs/admin-guide.md");

  /** TracingTest checks these. */
  private static final String ONLY_WITH_A_COLLECTOR = "sallyport_tracing_";

  private static final Pattern METRIC =
      Pattern.compile("\\b(?:sallyport|http|hikaricp|jvm|process|disk)_[a-z_]+\\b");

  private static final Pattern SELECTOR = Pattern.compile("\\b([a-z]+_[a-z_]+)\\{([^}]*)\\}");

  private static final Pattern CONDITION = Pattern.compile("(\\w+)(=~|!=|=)\"([^\"]*)\"");

  /** Labels that Prometheus adds, and values that appear with a failure only. */
  private static final Set<String> NOT_COMPARED = Set.of("job", "instance", "status");

  @LocalServerPort int port;
  @LocalManagementPort int management;
  @Autowired People people;

  private Scrape scrape;

  @BeforeEach
  void somethingHappens() {
    TestArchive.start();
    People.Person person = people.bySms();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    browser.get("/studies");
    browser.get("/auth/forward");
    assertThat(Poll.until(Duration.ofSeconds(60), this::limitsAreRead)).isTrue();
    scrape = Scrape.of(management);
  }

  private boolean limitsAreRead() {
    return Scrape.of(management).names().contains("sallyport_rate_limit_used_ratio");
  }

  @Test
  void theRulesUseMetricsThatExist() throws IOException {
    exist(List.of(Files.readString(RULES).replaceAll("summary: .*", "")));
  }

  @Test
  void theDashboardUsesMetricsThatExist() throws IOException {
    JsonNode dashboard = new JsonMapper().readTree(OPS.resolve("grafana/sallyport.json").toFile());
    List<String> expressions = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        expressions.add(target.path("expr").asString());
      }
    }
    assertThat(expressions).hasSizeGreaterThan(20);
    exist(expressions);
  }

  /** Metrics in other forms of their name, for example _capacity after another, are left out. */
  @Test
  void theGuideListsMetricsThatExist() throws IOException {
    String guide = Files.readString(GUIDE);
    Set<String> listed =
        METRIC
            .matcher(guide.substring(guide.indexOf("## Monitoring")))
            .results()
            .map(MatchResult::group)
            .filter(name -> !name.endsWith("_"))
            .filter(name -> !name.startsWith(ONLY_WITH_A_COLLECTOR))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(listed)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            name -> assertThat(scrape.names()).anyMatch(real -> real.matches(name + "(_count)?")));
  }

  @Test
  void theGuideSaysWhatToDoForEachAlert() throws IOException {
    String guide = Files.readString(GUIDE);
    List<String> alerts =
        Pattern.compile("alert: (\\w+)")
            .matcher(Files.readString(RULES))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(alerts).hasSizeGreaterThan(20).allSatisfy(it -> assertThat(guide).contains(it));
  }

  @Test
  void promtoolAcceptsTheRulesAndTheirTests() throws Exception {
    promtool("check", "rules", "sallyport.rules.yml");
    promtool("check", "config", "prometheus.yml");
    promtool("test", "rules", "sallyport.rules.test.yml");
  }

  private static void promtool(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .directory(PROMETHEUS.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private void exist(List<String> expressions) {
    for (String expression : expressions) {
      assertThat(METRIC.matcher(expression.replaceAll("\\{[^}]*\\}", "")).results())
          .as(expression)
          .allSatisfy(name -> assertThat(scrape.names()).contains(name.group()));
      SELECTOR
          .matcher(expression)
          .results()
          .forEach(
              selector ->
                  CONDITION
                      .matcher(selector.group(2))
                      .results()
                      .forEach(condition -> exists(selector.group(1), condition)));
    }
  }

  private void exists(String metric, MatchResult condition) {
    String label = condition.group(1);
    if (!NOT_COMPARED.contains(label)) {
      for (String value : condition.group(3).split("\\|", -1)) {
        assertThat(scrape.has(metric, label, value))
            .as("%s{%s=\"%s\"}", metric, label, value)
            .isTrue();
      }
    }
  }
}

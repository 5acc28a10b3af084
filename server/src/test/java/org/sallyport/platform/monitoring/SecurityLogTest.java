package org.sallyport.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.testing.Browser;
import org.sallyport.testing.LogForm;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Security events as JSON, with and without what names a person. */
@ExtendWith(OutputCaptureExtension.class)
class SecurityLogTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static List<JsonNode> entries(CapturedOutput output) {
    return output
        .getOut()
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(JSON::readTree)
        .filter(entry -> SecurityLog.NAME.equals(entry.at("/log/logger").asString()))
        .toList();
  }

  private static List<String> actions(List<JsonNode> entries) {
    return entries.stream().map(entry -> entry.at("/event/action").asString()).toList();
  }

  private static void lock(int port, People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), "wrong wrong wrong");
    browser.signIn(person.username(), People.PASSWORD);
    String wrong = Codes.wrong(Codes.next(person.email()));
    for (int answer = 0; answer < 5; answer++) {
      browser.post("/login/code", "code", wrong);
    }
  }

  @Nested
  @SallyportTest
  @TestPropertySource(properties = "logging.structured.format.console=ecs")
  class AsItIsSetFirst {
    @LocalServerPort int port;
    @Autowired People people;
    @Autowired ConfigurableEnvironment settings;

    @BeforeEach
    void takeItsForm() {
      LogForm.asSetIn(settings);
    }

    @Test
    void namesTypeOutcomeAndAPseudonym(CapturedOutput output) {
      People.Person person = people.byEmail();
      lock(port, person);
      List<JsonNode> entries = entries(output);
      assertThat(actions(entries))
          .containsSubsequence(
              "SignInEvent.PasswordRefused",
              "SignInEvent.PasswordAccepted",
              "CodeEvent.Refused",
              "LockEvent.Locked");
      assertThat(entries)
          .allSatisfy(
              entry ->
                  assertThat(entry.at("/event/outcome").asString()).isIn("success", "failure"));
      assertThat(entries)
          .filteredOn(entry -> entry.at("/event/action").asString().equals("LockEvent.Locked"))
          .singleElement()
          .satisfies(entry -> assertThat(entry.at("/log/level").asString()).isEqualTo("WARN"));
      assertThat(entries.stream().map(entry -> entry.at("/user/hash").asString()).distinct())
          .singleElement()
          .asString()
          .hasSize(43);
    }

    @Test
    void hasNoPersonalData(CapturedOutput output) {
      People.Person person = people.byEmail();
      lock(port, person);
      assertThat(entries(output)).isNotEmpty();
      assertThat(output.getOut())
          .doesNotContain(
              person.username(),
              person.email(),
              person.phone(),
              person.id().toString(),
              "127.0.0.1",
              People.PASSWORD,
              "wrong wrong wrong");
    }
  }

  @Nested
  @SallyportTest
  @TestPropertySource(
      properties = {
        "logging.structured.format.console=ecs",
        "sallyport.security-log.accounts=id",
        "sallyport.security-log.addresses=true"
      })
  class WithIdsAndAddresses {
    @LocalServerPort int port;
    @Autowired People people;
    @Autowired ConfigurableEnvironment settings;

    @BeforeEach
    void takeItsForm() {
      LogForm.asSetIn(settings);
    }

    @Test
    void namesThem(CapturedOutput output) {
      People.Person person = people.byEmail();
      lock(port, person);
      assertThat(entries(output))
          .isNotEmpty()
          .allSatisfy(
              entry -> {
                assertThat(entry.at("/user/id").asString()).isEqualTo(person.id().toString());
                assertThat(entry.at("/source/ip").asString()).isIn("127.0.0.1", "::1");
              });
      assertThat(output.getOut()).doesNotContain(person.username(), person.email());
    }
  }

  @Nested
  @SallyportTest
  @TestPropertySource(
      properties = {
        "logging.structured.format.console=ecs",
        "sallyport.security-log.enabled=false"
      })
  class TurnedOff {
    @LocalServerPort int port;
    @Autowired People people;

    @Test
    void writesNothing(CapturedOutput output) {
      lock(port, people.byEmail());
      assertThat(entries(output)).isEmpty();
    }
  }
}

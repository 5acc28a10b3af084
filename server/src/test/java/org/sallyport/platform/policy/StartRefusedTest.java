package org.sallyport.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.mock.env.MockEnvironment;

/** The exit code of a failed start, by which a service manager decides whether it tries again. */
class StartRefusedTest {
  @ParameterizedTest
  @CsvSource({
    "08001, 75",
    "08006, 75",
    "53300, 75",
    "57P03, 75",
    "28P01, 2",
    "3D000, 2",
    "42501, 2",
    "'', 2"
  })
  void aDatabaseThatIsAwayIsTriedAgainAndWrongSettingsAreNot(String state, int code) {
    SQLException refused = new SQLException("refused", state);
    assertThat(StartRefused.exitCode(new IllegalStateException(refused))).isEqualTo(code);
  }

  /** An import that fills the disk is not a connection that fails. */
  @Test
  void aFullDiskIsSaidAsSuch() {
    SQLException full = new SQLException("could not extend file: No space left", "53100");
    assertThat(StartRefused.lineOf(new IllegalStateException(full)))
        .contains("the disk of the database is full: could not extend file: No space left");
  }

  @Test
  void aPortThatIsTakenIsTriedAgain() {
    assertThat(StartRefused.exitCode(new PortInUseException(8080))).isEqualTo(75);
  }

  @Test
  void aMistakeIsNotTriedAgainWhateverItsCause() {
    StartRefused refused = new StartRefused("no", new SQLException("refused", "08001"));
    assertThat(StartRefused.exitCode(refused)).isEqualTo(2);
    assertThat(StartRefused.exitCode(new AccessDeniedException("data"))).isEqualTo(2);
  }

  @Test
  void aHostWithoutAnAddressIsTriedAgainAndOneThatIsNotSetIsNot() {
    MockEnvironment settings = new MockEnvironment();
    assertThatThrownBy(() -> ServersCheck.check(settings))
        .satisfies(fault -> assertThat(StartRefused.exitCode(fault)).isEqualTo(2));
    settings.setProperty("spring.mail.host", "smtp.nowhere.invalid");
    assertThatThrownBy(() -> ServersCheck.check(settings))
        .satisfies(fault -> assertThat(StartRefused.exitCode(fault)).isEqualTo(75));
  }

  @Test
  void aRouteIsAServerToo() {
    MockEnvironment settings = new MockEnvironment();
    settings.setProperty("sallyport.mail.routes.a.host", "smtp.nowhere.invalid");
    settings.setProperty("sallyport.sms.routes.a.http.url", "https://sms.nowhere.invalid/");
    assertThatCode(() -> ServersCheck.check(settings)).doesNotThrowAnyException();
  }

  @Test
  void aRouteOfCallsTakesNoSms() {
    MockEnvironment settings = new MockEnvironment();
    settings.setProperty("sallyport.mail.routes.a.host", "smtp.nowhere.invalid");
    settings.setProperty("sallyport.sms.routes.calls.kind", "voice");
    settings.setProperty("sallyport.sms.routes.calls.http.url", "https://call.nowhere.invalid/");
    assertThatThrownBy(() -> ServersCheck.check(settings))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("sallyport.sms.http.url is not set");
  }
}

package org.sallyport.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsCheckTest {

  @Nested
  class AnUnknownSetting {
    @Test
    void isNamedWithTheNearestKnownOne() {
      assertRefused(Map.of("sallyport.otp.tttl", "20m"))
          .hasMessage("no such setting: sallyport.otp.tttl, did you mean sallyport.otp.ttl?");
    }

    @Test
    void isNamedAloneIfNothingIsNear() {
      assertRefused(Map.of("sallyport.completely-different", "1"))
          .hasMessage("no such setting: sallyport.completely-different");
    }

    @Test
    void isFoundAmongEnvironmentVariablesToo() {
      assertThatThrownBy(() -> checkVariables(Map.of("SALLYPORT_OTP_TTLL", "20m")))
          .isInstanceOf(StartRefused.class)
          .hasMessage("no such setting: SALLYPORT_OTP_TTLL, did you mean SALLYPORT_OTP_TTL?");
    }

    @Test
    void isNotWhatOthersCallTheirs() {
      checkVariables(Map.of("SALLYPORTS", "3", "PATH", "/bin"));
      check(Map.of("sallyports.otp", "3", "server.port", "1"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SALLYPORT_OTP_RESENDCOOLDOWN",
        "SALLYPORT_OTP_RESEND_COOLDOWN",
        "sallyport_otp_resendcooldown"
      })
  void environmentVariablesAreReadInEverySpellingThatSpringReads(String name) {
    ConfigurableEnvironment environment = checkVariables(Map.of(name, "45s"));
    assertThat(environment.getProperty("sallyport.otp.resend-cooldown")).isEqualTo("45s");
  }

  @Test
  void listsMayBeWrittenOneByOne() {
    check(Map.of("sallyport.otp.channels[0]", "sms", "sallyport.sms.countries[0]", "BE"));
    checkVariables(Map.of("SALLYPORT_OTP_CHANNELS_0", "sms"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sallyport.otp.ttl | 20 | sallyport.otp.ttl: 20 has no unit, write for example 20m or 30d",
        "sallyport.otp.ttl | 20x | sallyport.otp.ttl: \"20x\" is no duration, write for example 20m or 30d",
        "sallyport.otp.ttl | 0s | sallyport.otp.ttl: 0s is too small, it must be greater than 0",
        "sallyport.otp.ttl | -5m | sallyport.otp.ttl: -5m is too small, it must be greater than 0",
        "sallyport.remember.duration | -1d | sallyport.remember.duration: -1d is too small, it must not be negative",
        "sallyport.lock.after | 0 | sallyport.lock.after: 0 is too small, it must be greater than 0",
        "sallyport.lock.after | five | sallyport.lock.after: \"five\" is no whole number",
        "sallyport.password.memory | 19 | sallyport.password.memory: 19 has no unit, write for example 19MB",
        "sallyport.otp.scope | browser | sallyport.otp.scope: \"browser\" is no one of account, attempt",
        "sallyport.otp.channels | pigeon | sallyport.otp.channels: \"pigeon\" is no one of email, sms",
        "sallyport.installation.zone | Nowhere/Land | sallyport.installation.zone: \"Nowhere/Land\" is no time zone, write for example Europe/Brussels",
        "sallyport.public-url | portal.example | sallyport.public-url is not a valid http or https URL: portal.example",
        "sallyport.public-url | https://portal.example/sub | sallyport.public-url is scheme and host, and a port if need be, without a path: https://portal.example/sub",
        "sallyport.public-url | https://portal.example/?a=b | sallyport.public-url is scheme and host, and a port if need be, without a path: https://portal.example/?a=b",
        "sallyport.public-url | http://portal.example | sallyport.public-url must begin with https:// beyond this machine: http://portal.example",
        "sallyport.archive.url | http://pacs.example/dicom-web | sallyport.archive.url must begin with https:// beyond this machine, or set sallyport.archive.allow-plain-http: true",
        "sallyport.sms.http.success-pattern | ( | sallyport.sms.http.success-pattern is no regular expression: Unclosed group",
        "sallyport.public-url | https://[bad | sallyport.public-url: \"https://[bad\" is no valid URL, write for example https://portal.example",
        "sallyport.trusted-proxies | proxy.example | sallyport.trusted-proxies: \"proxy.example\" is no IP address or network",
        "sallyport.forward-auth.wiki.adresses | https://wiki.example | no such setting: sallyport.forward-auth.wiki.adresses, did you mean sallyport.forward-auth.name.addresses?",
        "sallyport.forward-auth.wiki.rules | /** | sallyport.forward-auth: addresses must name at least one",
        "sallyport.forward-auth.wiki.addresses | https://wiki.example | sallyport.forward-auth: rules must name at least one; /** lets every account in",
        "sallyport.forward-auth.wiki.addresses | http://wiki.example | sallyport.forward-auth: addresses: http://wiki.example must be https://HOST",
        "sallyport.entra-mfa.hosp.client-id | x | sallyport.entra-mfa: tenant-id must be set",
        "sallyport.entra-mfa.hosp.stand-in | https://microsoft.example | sallyport.entra-mfa: tenant-id must be set",
        "sallyport.entra-mfa.hosp.tenant | x | no such setting: sallyport.entra-mfa.hosp.tenant, did you mean sallyport.entra-mfa.name.tenant-id?",
        "sallyport.radius.vpn.title | VPN | sallyport.radius: roles or groups must name at least one",
        "sallyport.radius.vpn.roles | doctor | sallyport.radius: roles: there is no role doctor",
        "sallyport.installation.help-by-language.xx | x | sallyport.installation.help-by-language: there are no texts in \"xx\"",
        "sallyport.installation.help-by-langage.nl | x | no such setting: sallyport.installation.help-by-langage.nl, did you mean sallyport.installation.help-by-language.name?",
        "sallyport.radius.vpn.role | physician | no such setting: sallyport.radius.vpn.role, did you mean sallyport.radius.name.roles?",
        "sallyport.forward-auth.wiki.addresses | https://wiki.example/x | sallyport.forward-auth: addresses: https://wiki.example/x must be a scheme and a host alone",
        "sallyport.mail.from | nobody@@x | sallyport.mail.from is no mail address: nobody@@x",
        "sallyport.sms.http.url | http://sms.example/send | sallyport.sms.http.url must begin with https://",
        "sallyport.sms.routes.a.http.url | http://sms.example/send | sallyport.sms.routes: http.url must begin with https://",
        "sallyport.mail.routes.a.weight | 2 | sallyport.mail.routes: host must be set",
        "sallyport.mail.routes.default.host | smtp.x.example | sallyport.mail.routes: \"default\" must be other than default, of small letters, digits and hyphens",
        "sallyport.mail.routes.a.hosts | smtp.x.example | no such setting: sallyport.mail.routes.a.hosts, did you mean sallyport.mail.routes.name.host?",
        "sallyport.sms.routes.a.weight | 2 | sallyport.sms.routes: either http or smpp must be set",
        "sallyport.sms.routes.default.http.url | https://sms.example/send | sallyport.sms.routes: \"default\" must be other than default, of small letters, digits and hyphens",
        "sallyport.sms.routes.a.http.urls | https://sms.example/send | no such setting: sallyport.sms.routes.a.http.urls, did you mean sallyport.sms.routes.name.http.url?",
        "sallyport.languages.own | xx | sallyport.languages.own: there are no texts in \"xx\"",
        "sallyport.languages.offered | en, nl-BE | sallyport.languages.offered: there are no texts in \"nl-BE\"",
        "sallyport.languages.texts | /nowhere | sallyport.languages.texts: /nowhere cannot be read",
        "sallyport.sms.spend-a-day | 0 | sallyport.sms.spend-a-day must be more than 0",
        "sallyport.policy | strict | sallyport.policy: there is no policy \"strict\", only given, asvs-l2, nist-aal2, asvs-l3"
      })
  void aMalformedValueIsNamedWithWhatIsExpected(String name, String value, String line) {
    assertRefused(Map.of(name, value)).hasMessage(line);
  }

  @Test
  void aSecretIsNeverShown() {
    assertRefused(Map.of("sallyport.sms.http.password", "hush-hush"))
        .message()
        .contains("sallyport.sms.http.password")
        .doesNotContain("hush-hush");
  }

  /** As from a file whose last line ends. */
  @Test
  void aTokenWithALineBreakIsRefusedAndNotShown() {
    assertRefused(Map.of("sallyport.sms.http.token", "hush-hush\n"))
        .message()
        .startsWith("sallyport.sms.http.token is empty, or has a space, a line break")
        .doesNotContain("hush-hush");
  }

  @Test
  void nothingSetIsThePolicyGiven() {
    ConfigurableEnvironment environment = check(Map.of());
    assertThat(environment.getProperty("sallyport.otp.ttl")).isEqualTo("20m");
    assertThat(environment.getProperty("sallyport.otp.scope")).isEqualTo("account");
    assertThat(environment.getProperty("sallyport.remember.duration")).isEqualTo("30d");
  }

  @Test
  void underGivenEveryNumberCanBeSet() {
    check(Map.of("sallyport.otp.ttl", "45m", "sallyport.remember.duration", "0"));
  }

  @Test
  void theRiskOfAMailboxAloneCanBeAccepted() {
    check(Map.of("sallyport.account-recovery.email-code-delay", "0"));
  }

  @Test
  void whatTheOperatorSetsComesBeforeThePolicy() {
    ConfigurableEnvironment environment =
        check(Map.of("sallyport.policy", "asvs-l2", "sallyport.otp.ttl", "7m"));
    assertThat(environment.getProperty("sallyport.otp.ttl")).isEqualTo("7m");
    assertThat(environment.getProperty("sallyport.otp.scope")).isEqualTo("attempt");
    assertThat(environment.getProperty("sallyport.remember.duration")).isEqualTo("0");
    assertThat(environment.getProperty("sallyport.password.min-length")).isEqualTo("15");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "asvs-l2 | sallyport.otp.ttl | 20m | at most 10m",
        "asvs-l2 | sallyport.otp.scope | account | only attempt",
        "asvs-l2 | sallyport.password.min-length | 12 | at least 15",
        "asvs-l2 | sallyport.session.idle | 2h | at most 1h",
        "asvs-l2 | sallyport.remember.duration | 30d | more than 0 only together with sallyport.remember.risk-acceptance-id",
        "nist-aal2 | sallyport.remember.duration | 1d | at most 0",
        "nist-aal2 | sallyport.otp.channels | email | none or only sms",
        "nist-aal2 | sallyport.sms.risk-notice | shown | only confirmed",
        "nist-aal2 | sallyport.lock.after | 100 | at most 99",
        "asvs-l3 | sallyport.otp.channels | email, sms | none",
        "asvs-l3 | sallyport.push.enabled | true | only false",
        "asvs-l3 | sallyport.recovery-code.enabled | true | only false",
        "asvs-l3 | sallyport.passkey.synced | true | only false",
        "asvs-l3 | sallyport.session.max | 13h | at most 12h"
      })
  void whatThePolicyForbidsIsNamedWithThePolicy(
      String policy, String name, String value, String allowed) {
    assertRefused(Map.of("sallyport.policy", policy, name, value))
        .hasMessage(
            "%s: %s is not allowed by the policy %s, which takes %s", name, value, policy, allowed);
  }

  @Test
  void asvsL3NeedsTheModelsOfSecurityKeys() {
    assertRefused(Map.of("sallyport.policy", "asvs-l3"))
        .hasMessage("sallyport.passkey.models: the policy asvs-l3 needs this setting");
    assertRefused(
            Map.of("sallyport.policy", "asvs-l3", "sallyport.passkey.models", UUID.randomUUID()))
        .hasMessageContaining(
            "sallyport.passkey.attestation-roots: needed together with sallyport.passkey.models");
    check(
        Map.of(
            "sallyport.policy", "asvs-l3",
            "sallyport.passkey.models", UUID.randomUUID(),
            "sallyport.passkey.attestation-roots", "roots.pem"));
  }

  @Test
  void underAsvsL2BrowsersAreRememberedOnceSomebodyAnswersForIt() {
    check(
        Map.of(
            "sallyport.policy", "asvs-l2",
            "sallyport.remember.duration", "30d",
            "sallyport.remember.risk-acceptance-id", "ISMS-2026-14"));
    assertRefused(
            Map.of(
                "sallyport.policy", "asvs-l2",
                "sallyport.remember.duration", "31d",
                "sallyport.remember.risk-acceptance-id", "ISMS-2026-14"))
        .message()
        .contains("at most 30d");
  }

  private static Map<String, Object> withDirectory(String policy, String contacts) {
    return Map.of(
        "sallyport.policy", policy,
        "sallyport.directories.hosp.urls", "ldaps://dc1.hosp.example",
        "sallyport.directories.hosp.base-dn", "DC=hosp,DC=example",
        "sallyport.directories.hosp.bind-dn", "CN=sallyport,DC=hosp,DC=example",
        "sallyport.directories.hosp.bind-password", "secret",
        "sallyport.directories.hosp.contacts", contacts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"asvs-l2", "nist-aal2"})
  void theContactsOfEachDirectoryWait(String policy) {
    assertRefused(withDirectory(policy, "Trust"))
        .hasMessage(
            "sallyport.directories.hosp.contacts: Trust is not allowed by the policy %s, which takes anything but trust",
            policy);
    check(withDirectory(policy, "delay"));
    check(withDirectory("given", "trust"));
  }

  @Test
  void underAsvsL3NoIssuerGivesTheSecondFactor() {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "sallyport.policy", "asvs-l3",
                "sallyport.passkey.models", UUID.randomUUID(),
                "sallyport.passkey.attestation-roots", "roots.pem",
                "sallyport.issuers.hosp.issuer", "https://login.hosp.example",
                "sallyport.issuers.hosp.title", "Lindenmoor Hospital",
                "sallyport.issuers.hosp.client-id", "sallyport",
                "sallyport.issuers.hosp.client-secret", "s".repeat(40)));
    check(settings);
    settings.put("sallyport.issuers.hosp.second-factor", "amr=hwk");
    assertRefused(settings)
        .hasMessage(
            "sallyport.issuers.hosp.second-factor: amr=hwk is not allowed by the policy asvs-l3, which takes none");
  }

  @Test
  void everyPolicyNamesOnlySettingsThatExistAndObeysItself() {
    KnownSettings known = KnownSettings.read(getClass().getClassLoader());
    Policies policies = Policies.read();
    assertThat(policies.names()).containsExactly("given", "asvs-l2", "nist-aal2", "asvs-l3");
    for (String policy : policies.names()) {
      policies
          .find(policy)
          .orElseThrow()
          .keySet()
          .forEach(name -> assertThat(known.find(name)).as(policy + " " + name).isNotNull());
      Map<String, Object> needed = new HashMap<>(Map.of("sallyport.policy", policy));
      if (policy.equals("asvs-l3")) {
        needed.put("sallyport.passkey.models", UUID.randomUUID());
        needed.put("sallyport.passkey.attestation-roots", "roots.pem");
      }
      check(needed);
    }
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Map<String, Object> settings) {
    return assertThatThrownBy(() -> check(settings)).isInstanceOf(StartRefused.class);
  }

  private static ConfigurableEnvironment check(Map<String, Object> settings) {
    ConfigurableEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().remove("systemEnvironment");
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("file", new HashMap<>(settings)));
    return check(environment);
  }

  private static ConfigurableEnvironment checkVariables(Map<String, Object> variables) {
    ConfigurableEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            "systemEnvironment",
            new SystemEnvironmentPropertySource("systemEnvironment", variables));
    return check(environment);
  }

  private static ConfigurableEnvironment check(ConfigurableEnvironment environment) {
    ConfigurationPropertySources.attach(environment);
    new SettingsCheck().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}

package org.sallyport.gate.delivery.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.gate.delivery.Channel;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Routes of calls in the settings. */
class CallRoutePropertiesTest {
  private static SmsRoutesProperties read(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("sallyport.sms.routes.calls.kind", "voice");
    return new Binder(new MapConfigurationPropertySource(all))
        .bind("sallyport.sms", SmsRoutesProperties.class)
        .get();
  }

  /** They would send the code as an SMS. */
  @ParameterizedTest
  @CsvSource({
    "smpp.host=smsc.example.net, smpp.system-id=a",
    "http.template=twilio, http.account=AC0123456789abcdef0123456789abcdef",
    "http.template=kannel, http.username=a"
  })
  void takeNoSmsCentreAndNoReadyTemplate(String one, String other) {
    Map<String, String> settings = new HashMap<>();
    for (String setting : new String[] {one, other}) {
      String[] parts = setting.split("=", 2);
      settings.put("sallyport.sms.routes.calls." + parts[0], parts[1]);
    }
    settings.put("sallyport.sms.routes.calls." + one.split("\\.", 2)[0] + ".password", "secret");
    settings.put(
        "sallyport.sms.routes.calls." + one.split("\\.", 2)[0] + ".sender", "+32460000000");
    assertThatThrownBy(() -> read(settings))
        .rootCause()
        .hasMessage("sallyport.sms.routes: kind: voice needs http with a template of its own");
  }

  @Test
  void nameOnlyLanguagesThatThereAre() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "sallyport.sms.routes.calls.http.url",
                        "https://voice.example.org/",
                        "sallyport.sms.routes.calls.http.languages.nl-be",
                        "nl-BE")))
        .rootCause()
        .hasMessageContaining("languages: \"nl-be\" is not known");
  }

  @Test
  void areNoRoutesOfSmsAndReachTheNumbersOfTheirCountries() {
    SmsRoutes routes =
        TestRoutes.of(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("sallyport.sms.http", Bindable.of(SmsProperties.class)),
            read(Map.of(
                    "sallyport.sms.routes.calls.http.url", "https://voice.example.org/",
                    "sallyport.sms.routes.calls.countries", "BE"))
                .routes());
    assertThat(routes.of(Channel.SMS)).isEmpty();
    assertThat(routes.of(Channel.VOICE)).hasSize(1);
    assertThat(routes.of(Channel.VOICE).getFirst().closeness("+32470000001")).isPositive();
    assertThat(routes.of(Channel.VOICE).getFirst().closeness("+31612345678")).isNegative();
  }
}

package org.sallyport.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownSettingTest {
  private static KnownSetting named(String name) {
    return new KnownSetting(name, "java.lang.String", "", null);
  }

  @Test
  void aSecretIsNeverShown() {
    assertThat(named("sallyport.archive.password").shown("hunter")).isEqualTo("•••");
    assertThat(named("sallyport.sms.http.token").shown("hunter")).isEqualTo("•••");
    assertThat(named("sallyport.sms.http.token").shown("")).isEmpty();
    assertThat(named("sallyport.sms.http.template").shown("key=hunter&to={to}")).isEqualTo("•••");
  }

  @Test
  void anAddressIsShownWithoutAccountAndQuery() {
    KnownSetting address = named("sallyport.sms.http.url");
    assertThat(address.shown("https://jan:hunter@sms.example/send?key=hunter"))
        .isEqualTo("https://•••@sms.example/send?•••");
    assertThat(address.shown("https://sms.example/a@b")).isEqualTo("https://sms.example/a@b");
    assertThat(named("sallyport.installation.help").shown("Who? the desk"))
        .isEqualTo("Who? the desk");
  }
}

package org.sallyport.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StrictJsonTest {
  private final StrictJson json = new StrictJson();

  @Test
  void duplicateKeysTrailingTextAndWrongTypesAreRefused() {
    assertThat(json.isObject("{\"a\":\"1\",\"b\":{\"a\":\"2\"}}")).isTrue();
    assertThat(json.isObject("{\"a\":\"1\",\"a\":\"2\"}")).isFalse();
    assertThat(json.isObject("{\"b\":{\"a\":\"1\",\"a\":\"2\"}}")).isFalse();
    assertThat(json.isObject("{} {}")).isFalse();
    assertThat(json.isObject("[]")).isFalse();
    assertThat(json.read("{\"text\":1}", Form.class)).isEmpty();
    assertThat(json.read("{\"text\":\"1\"}", Form.class)).contains(new Form("1"));
  }

  record Form(String text) {}
}

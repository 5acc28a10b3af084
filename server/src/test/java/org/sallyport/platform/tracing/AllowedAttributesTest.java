package org.sallyport.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedAttributesTest {
  private static Attributes only(String name, String value) {
    return AllowedAttributes.of(Attributes.of(AttributeKey.stringKey(name), value));
  }

  private static String text(Attributes attributes, String name) {
    return String.valueOf(attributes.get(AttributeKey.stringKey(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "http.url, /studies/1.2.3",
    "uri, /studies/1.2.3",
    "http.route, /shared/Wq7xKd0bT3uV",
    "uri, /studies?PatientName=Vanderquill",
    "status, 2001",
    "outcome, Vanderquill Adelheid",
    "exception, none",
    "error.type, no study 1.2.3",
    "db.statement, select 1",
    "enduser.id, ada.admin"
  })
  void othersAreLeftOut(String name, String value) {
    assertThat(only(name, value).isEmpty()).isTrue();
  }

  @Test
  void knownOnesAreKeptUnderTheirStandardNames() {
    assertThat(text(only("method", "GET"), "http.request.method")).isEqualTo("GET");
    assertThat(text(only("uri", "/studies/{uid}"), "http.route")).isEqualTo("/studies/{uid}");
    assertThat(text(only("exception", "IOException"), "error.type")).isEqualTo("IOException");
    assertThat(only("status", "404").get(AttributeKey.longKey("http.response.status_code")))
        .isEqualTo(404);
  }

  @Test
  void aMethodThatAClientInventsIsNotNamed() {
    assertThat(text(only("method", "VANDERQUILL"), "http.request.method")).isEqualTo("_OTHER");
  }
}

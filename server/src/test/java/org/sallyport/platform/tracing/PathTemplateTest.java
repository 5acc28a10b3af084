package org.sallyport.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {
  @ParameterizedTest
  @CsvSource({
    "studies?PatientName=Vanderquill, /studies",
    "studies/1.2.3/series/1.2.3.4/metadata, /studies/{}/series/{}/metadata",
    "/dicom-web/studies/1.2.3, /dicom-web/studies/{}",
    "/studies/Vanderquill;a=b/series#x, /studies/{}/series",
    "/hospital/studies/0a1b2c3d-00000000/media, /{}/studies/{}/media",
    "studies//series, /studies/{}/series",
    "a/b/c/d/e/f/g/h/i/j/k/l/m/n, /{}/{}/{}/{}/{}/{}/{}/{}/{}/{}/{}/{}"
  })
  void keepsKnownWordsOnly(String path, String template) {
    assertThat(PathTemplate.of(path)).isEqualTo(template);
  }
}

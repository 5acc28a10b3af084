package org.sallyport.portal.studies.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Representation;

class DicomWebRequestTest {
  private static final String IMAGE = "studies/1.2.3/series/1.2.4/instances/1.2.5";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "studies/1.2.3",
        "studies/1.2.3/metadata",
        "studies/1.2.3/rendered",
        "studies/1.2.3/series",
        "studies/1.2.3/instances",
        "studies/1.2.3/series/1.2.4",
        "studies/1.2.3/series/1.2.4/metadata",
        "studies/1.2.3/series/1.2.4/rendered",
        "studies/1.2.3/series/1.2.4/instances",
        IMAGE,
        IMAGE + "/metadata",
        IMAGE + "/rendered",
        IMAGE + "/frames/1",
        IMAGE + "/frames/1,2,17",
        IMAGE + "/frames/2/rendered",
        IMAGE + "/bulk/7fe00010",
        IMAGE + "/bulkdata/00400275/0/00420011"
      })
  void servesWhatDicomWebNames(String path) {
    DicomWebRequest dicomWebRequest = DicomWebRequest.parse(path).orElseThrow();
    assertThat(dicomWebRequest.place().study()).isEqualTo(new StudyUid("1.2.3"));
    assertThat(dicomWebRequest.place().path())
        .isEqualTo(
            path.replaceAll(
                "/(?!(?:studies|series/|instances/|[0-9])).*|/series$|/instances$", ""));
    if (dicomWebRequest.what() instanceof DicomWebRequest.What.In(Representation representation)) {
      assertThat(dicomWebRequest.place().path() + representation.path()).isEqualTo(path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "studies",
        "studies/",
        "studies/1.2.3/",
        "studies//metadata",
        "studies/1.2.3//metadata",
        "studies/1.2.3/../1.2.4",
        "studies/1.2.3;x=1/metadata",
        "studies/1.2.3/metadata;x",
        "studies/1.2.3%2f..%2f/metadata",
        "studies/%31.2.3",
        "studies/1.2.3/archive",
        "studies/1.2.3/series/1.2.4/series",
        "studies/1.2.3/instances/1.2.5",
        "studies/1.2.3/frames/1",
        "studies/1.2.3/bulk/7fe00010",
        "studies/1.2.3/series/1.2.a",
        "studies/01.2.3",
        "studies/1.2.3?x",
        "series/1.2.4",
        "instances/1.2.5",
        "../system",
        IMAGE + "/frames/0",
        IMAGE + "/frames/-1",
        IMAGE + "/frames/1,",
        IMAGE + "/frames/1,2/rendered",
        IMAGE + "/frames/99999999",
        IMAGE + "/bulk",
        IMAGE + "/bulk/",
        IMAGE + "/bulk/..",
        IMAGE + "/bulk/../../x",
        IMAGE + "/bulk/http:%2f%2fx",
        IMAGE + "/attachments/1"
      })
  void knowsNothingElse(String path) {
    assertThat(DicomWebRequest.parse(path)).isEmpty();
  }

  @Test
  void knowsNoUidOf65Characters() {
    String uid = "1." + "2".repeat(62);
    assertThat(DicomWebRequest.parse("studies/" + uid)).isPresent();
    assertThat(DicomWebRequest.parse("studies/" + uid + "2")).isEmpty();
  }

  @Test
  void neverAsksTheArchiveForAnythingButUidsAndItsOwnWords() {
    String[] bits = {
      "/",
      "series",
      "instances",
      "metadata",
      "bulk",
      "frames",
      "rendered",
      "1",
      ".",
      "..",
      "%2f",
      ";",
      "?",
      "#",
      "\\",
      "a",
      " ",
      "\0",
      "é",
      ",",
      "1.2"
    };
    Random random = new Random(7);
    for (int round = 0; round < 200_000; round++) {
      StringBuilder path = new StringBuilder("studies/1.2.3");
      for (int i = random.nextInt(14); i >= 0; i--) {
        path.append(bits[random.nextInt(bits.length)]);
      }
      DicomWebRequest.parse(path.toString()).ifPresent(DicomWebRequestTest::isHarmless);
    }
  }

  private static void isHarmless(DicomWebRequest dicomWebRequest) {
    assertThat(dicomWebRequest.place().path()).matches("[a-z0-9./]+").doesNotContain("..");
    if (dicomWebRequest.what() instanceof DicomWebRequest.What.In(Representation representation)) {
      assertThat(representation.path()).matches("[a-zA-Z0-9/,]*");
    }
  }
}

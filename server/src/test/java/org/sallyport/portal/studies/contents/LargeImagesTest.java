package org.sallyport.portal.studies.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.portal.archive.dicom.ImageSize;
import org.sallyport.portal.studies.Guests;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Browser.Page;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SallyportTest
class LargeImagesTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired IndexedStudies indexed;
  @Autowired TurnableClock clock;

  private TestStudy study;
  private Browser browser;

  @BeforeEach
  void aStudyWithALargeImage() {
    People.Person person = people.byEmail();
    study = new TestStudy().requestedBy("RIZIV", numbers.give(person.id(), "RIZIV"));
    TestArchive.store(study);
    Map<String, Object> large = study.object(2, 1);
    large.put("Rows", "60000");
    large.put("Columns", "60000");
    large.put("PhotometricInterpretation", "MONOCHROME2");
    large.put("BitsAllocated", "8");
    TestArchive.create(large);
    Map<String, Object> withOverlay = study.object(3, 1);
    withOverlay.put("6000-0010", "8");
    withOverlay.put("6000-0011", "8");
    withOverlay.put("6000-3000", "data");
    TestArchive.create(withOverlay);
    indexed.update();
    browser = Visitors.signedIn(person, port);
  }

  @ParameterizedTest
  @CsvSource({"16384,6000,false", "6000,16385,true", "10001,10000,true", "0,0,false"})
  void areLongerOrHaveMorePixelsThanTheLimit(int rows, int columns, boolean isLarge) {
    assertThat(LargeImages.isLarge(new ImageSize(rows, columns))).isEqualTo(isLarge);
  }

  /** The archive would draw it without its overlay. */
  @Test
  void areOutOfTheQuestionLikeThoseThatTheArchiveDrawsWrongly() {
    List<String> asked =
        TestArchive.wire()
            .during(
                () -> {
                  assertThat(preview(3).header("Content-Type")).startsWith("image/svg+xml");
                  assertThat(preview(3).text()).contains("Open to see it");
                  Page png = browser.get(series(3) + "/png?of=1");
                  assertThat(png.status()).isEqualTo(422);
                  String object = series(3) + "/instances/" + study.instanceUid(3, 1);
                  for (String form : List.of("/rendered", "/frames/1/rendered")) {
                    assertThat(browser.get("/dicom-web" + object + form).status()).isEqualTo(406);
                  }
                });
    assertThat(asked).noneMatch(line -> line.contains("/rendered"));
    Browser guest = Guests.of(browser, study, clock, port);
    assertThat(guest.get("/shared" + series(3) + "/preview?of=1").header("Content-Type"))
        .startsWith("image/svg+xml");
  }

  @Nested
  class N11_HostileObjects {
    @Test
    void ofSixtyThousandPixelsASideAreNotRendered() {
      List<String> asked =
          TestArchive.wire()
              .during(
                  () -> {
                    assertThat(preview(2).header("Content-Type")).startsWith("image/svg+xml");
                    assertThat(preview(2).header("Content-Type")).startsWith("image/svg+xml");
                    Page png = browser.get(series(2) + "/png?of=1");
                    assertThat(png.status()).isEqualTo(422);
                    assertThat(png.text()).contains("cannot");
                    Page rendered = browser.get("/dicom-web" + object() + "/rendered");
                    assertThat(rendered.status()).isEqualTo(406);
                    assertThat(browser.get("/dicom-web" + object() + "/frames/1/rendered").status())
                        .isEqualTo(406);
                  });
      assertThat(asked).noneMatch(line -> line.contains("/rendered"));
      assertThat(preview(1).header("Content-Type")).startsWith("image/jpeg");
    }

    /** Wherever in a series or study a large image is, the archive would decode it. */
    @Test
    void areNotRenderedAsPartOfTheirSeriesOrStudy() {
      Browser guest = Guests.of(browser, study, clock, port);
      String image = series(1) + "/instances/" + study.instanceUid(1, 1);
      assertThat(guest.get("/shared/dicom-web" + image + "/rendered").status()).isEqualTo(200);
      List<String> asked =
          TestArchive.wire()
              .during(
                  () -> {
                    for (String place : List.of("/studies/" + study.uid(), series(1), series(2))) {
                      isRefused(browser.get("/dicom-web" + place + "/rendered"));
                      isRefused(browser.get("/dicom-web" + place + "/rendered?viewport=16,16"));
                      isRefused(guest.get("/shared/dicom-web" + place + "/rendered"));
                    }
                  });
      assertThat(asked).noneMatch(line -> line.contains("/rendered"));
    }

    private static void isRefused(Page page) {
      assertThat(page.status()).isEqualTo(406);
      assertThat(page.body()).isEqualTo("The archive cannot give it in that form\n");
    }

    private String object() {
      return series(2) + "/instances/" + study.instanceUid(2, 1);
    }
  }

  private Page preview(int series) {
    return browser.get(series(series) + "/preview?of=1");
  }

  private String series(int number) {
    return "/studies/" + study.uid() + "/series/" + study.seriesUid(number);
  }
}

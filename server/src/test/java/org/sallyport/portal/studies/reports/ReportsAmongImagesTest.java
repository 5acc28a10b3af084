package org.sallyport.portal.studies.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.testing.archive.TestReport.amongImages;
import static org.sallyport.testing.archive.TestReport.evidence;
import static org.sallyport.testing.archive.TestReport.image;
import static org.sallyport.testing.archive.TestReport.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestReport;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Shares;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A CT series with a report, a PDF and a selection among its three images, and a series of another
 * modality that holds nothing but a PDF.
 */
@TestPropertySource(properties = "still=yes")
@SallyportTest
class ReportsAmongImagesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] PDF = "%PDF-1.4 a letter".getBytes(StandardCharsets.US_ASCII);
  private static final String SHARER = "Dr Emile Vuurtoren";

  /** By series and number. */
  private static final int[][] REPORTS = {{1, 7}, {1, 8}, {1, 9}, {2, 1}};

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Shares shares;
  @Autowired IndexedStudies indexed;

  private People.Person person;
  private Browser browser;
  private TestStudy study;

  @BeforeEach
  void aStudyWithReportsInItsSeries() {
    person = people.byEmail();
    browser = Visitors.signedIn(person, port);
    study = new TestStudy().images(3);
    TestArchive.store(study);
    Map<String, Object> report =
        TestReport.of(study, "Radiology report", text("Finding", "No effusion."));
    amongImages(report, study, 1, 7).put("InstanceNumber", "2");
    TestArchive.create(report);
    TestArchive.create(letter(1, 8), "application/pdf", PDF);
    Map<String, Object> selection =
        TestReport.of(study, "Of Interest", image("", study.instanceUid(1, 1)));
    selection.put("SOPClassUID", "1.2.840.10008.5.1.4.1.1.88.59");
    selection.put("CurrentRequestedProcedureEvidenceSequence", List.of(evidence(study, 1, 1)));
    TestArchive.create(amongImages(selection, study, 1, 9));
    TestArchive.create(letter(2, 1), "application/pdf", PDF);
    indexed.update();
  }

  private Map<String, Object> letter(int series, int number) {
    Map<String, Object> letter = study.object(series, number);
    letter.put("SOPClassUID", "1.2.840.10008.5.1.4.1.1.104.1");
    letter.put("Modality", series == 1 ? "CT" : "OT");
    letter.put("DocumentTitle", "Letter");
    return letter;
  }

  @Nested
  class WithTheReports {
    @BeforeEach
    void isShared() {
      shares.share(study.uid(), person.id(), SHARER, null);
    }

    @Test
    void allAreListedAndOpen() {
      List<String> listed = page().select(".report-row a").eachAttr("href");
      assertThat(listed).containsExactly(report(1, 7), report(1, 8), report(1, 9), report(2, 1));
      for (String report : listed) {
        assertThat(browser.get(report).status()).as(report).isEqualTo(200);
      }
      assertThat(browser.get(report(1, 8) + "/document").body())
          .isEqualTo(new String(PDF, StandardCharsets.US_ASCII));
    }

    @Test
    void oneThatHasJustComeIsListed() {
      assertThat(page().select(".report-row")).hasSize(4);
      Map<String, Object> addendum = TestReport.of(study, "Addendum", text("Finding", "None."));
      TestArchive.create(amongImages(addendum, study, 1, 10));
      assertThat(page().select(".report-row a").eachText()).hasSize(5).contains("Addendum");
    }

    @Test
    void theSeriesIsGivenAsAWhole() {
      assertThat(browser.get(gate() + series(1)).status()).isEqualTo(200);
      assertThat(json("/series")).hasSize(2);
      assertThat(json(series(1) + "/metadata")).hasSize(6);
    }
  }

  @Nested
  class N09_WithoutTheReports {
    @BeforeEach
    void isShared() {
      shares.shareWithoutReport(study.uid(), person.id(), SHARER);
    }

    @Test
    void noReportIsGivenInAnyForm() {
      for (int[] it : REPORTS) {
        String object = series(it[0]) + "/instances/" + study.instanceUid(it[0], it[1]);
        for (String form :
            List.of(
                "",
                "/metadata",
                "/rendered",
                "/frames/1",
                "/frames/1/rendered",
                "/bulk/00420011",
                "/bulkdata/00420011")) {
          isNotFound(gate() + object + form);
        }
        isNotFound(report(it[0], it[1]));
        isNotFound(report(it[0], it[1]) + "/document");
        isNotFound(at() + "/objects/" + study.instanceUid(it[0], it[1]) + "/file");
        isNotFound(at() + object + "/png");
      }
    }

    @Test
    void whatHoldsThemIsNotGivenAsAWhole() {
      for (String path : List.of("", series(1), series(2))) {
        isNotFound(gate() + path);
        isNotFound(gate() + path + "/rendered");
      }
      isNotFound(gate() + series(2) + "/metadata");
      isNotFound(gate() + series(2) + "/instances");
      isNotFound(at() + series(2) + "/png");
    }

    @Test
    void listingsNeitherNameNorCountThem() {
      JsonNode series = json("/series");
      assertThat(series).hasSize(1);
      assertThat(series.get(0).path("00201209").path("Value").path(0).asInt()).isEqualTo(3);
      for (String form :
          List.of("/instances", "/metadata", series(1) + "/instances", series(1) + "/metadata")) {
        assertThat(json(form)).as(form).hasSize(3);
        String body = browser.get(gate() + form).body();
        for (int[] it : REPORTS) {
          assertThat(body).as(form).doesNotContain("\"" + study.instanceUid(it[0], it[1]) + "\"");
        }
      }
      assertThat(json(series(1) + "/instances?limit=2&offset=2")).hasSize(1);
      assertThat(json("/instances?SOPClassUID=1.2.840.10008.5.1.4.1.1.88.33")).isEmpty();
    }

    @Test
    void theImagesBesideThemAreShown() {
      for (int number = 1; number <= 3; number++) {
        String image = gate() + series(1) + "/instances/" + study.instanceUid(1, number);
        for (String form : List.of("", "/metadata", "/rendered", "/frames/1")) {
          assertThat(browser.get(image + form).status()).as(image + form).isEqualTo(200);
        }
      }
      Document page = page();
      assertThat(page.select(".reports")).isEmpty();
      assertThat(page.select(".film").text()).contains("3 images");
      assertThat(page.html()).doesNotContain(study.seriesUid(2).value() + "/");
      assertThat(browser.get(at() + series(1) + "/preview?of=3").header("Content-Type"))
          .startsWith("image/jpeg");
      assertThat(browser.get(at() + series(2) + "/preview?of=1").header("Content-Type"))
          .startsWith("image/svg+xml");
      assertThat(browser.get(at() + series(1) + "/png?of=3").header("Content-Type"))
          .startsWith("image/png");
    }

    /** A gap in the names would tell of them. */
    @Test
    void aDownloadHasTheImagesOnly() throws Exception {
      assertThat(zip())
          .containsExactly(
              "SERIES-01/IMAGE-0001.dcm",
              "SERIES-01/IMAGE-0002.dcm",
              "SERIES-01/IMAGE-0003.dcm",
              "README.txt");
    }

    private void isNotFound(String path) {
      assertThat(browser.get(path).status()).as(path).isEqualTo(404);
    }
  }

  private List<String> zip() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      byte[] body =
          http.send(browser.request(at() + "/download").build(), BodyHandlers.ofByteArray()).body();
      List<String> names = new ArrayList<>();
      ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(body));
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
      return names;
    }
  }

  private Document page() {
    Browser.Page page = browser.get(at());
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return Jsoup.parse(page.body());
  }

  private JsonNode json(String path) {
    Browser.Page page = browser.get(gate() + path);
    assertThat(page.status()).as(path).isEqualTo(200);
    return JSON.readTree(page.body());
  }

  private String at() {
    return "/studies/" + study.uid();
  }

  private String gate() {
    return "/dicom-web" + at();
  }

  private String series(int number) {
    return "/series/" + study.seriesUid(number);
  }

  private String report(int series, int number) {
    return at() + "/reports/" + study.instanceUid(series, number);
  }
}

package org.sallyport.portal.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.testing.archive.TestReport.evidence;
import static org.sallyport.testing.archive.TestReport.image;
import static org.sallyport.testing.archive.TestReport.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Browser.Page;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestReport;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.archive.TestVideo;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Reports and downloads for whoever opened a share without an account. */
@TestPropertySource(properties = "apart=yes")
@SallyportTest
class GuestReportsTest {
  private static final byte[] PDF = "%PDF-1.4 a letter".getBytes(StandardCharsets.US_ASCII);

  @LocalServerPort int port;
  @Autowired Owner owners;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Owner.Signed owner;
  private Browser guest;

  @BeforeEach
  void somebodyWithReports() {
    owner = owners.signedIn(port, new TestStudy().images(2));
    reports(owner.study());
    guest = new Browser(port);
  }

  private static void reports(TestStudy study) {
    Map<String, Object> report =
        TestReport.of(
            study,
            "Radiology report",
            text("Finding", "No effusion."),
            image("Image", study.instanceUid(1, 1)));
    report.put("CurrentRequestedProcedureEvidenceSequence", List.of(evidence(study, 1, 1)));
    TestArchive.create(report);
    Map<String, Object> letter = study.object(91, 1);
    letter.put("SOPClassUID", "1.2.840.10008.5.1.4.1.1.104.1");
    letter.put("Modality", "DOC");
    letter.put("DocumentTitle", "Letter");
    TestArchive.create(letter, "application/pdf", PDF);
  }

  private void entered(String... more) {
    String to = "reports" + UUID.randomUUID() + "@elsewhere.example";
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    Page done =
        owners.share(owner.browser(), to, List.of(owner.uid()), Owner.period(today, 7, more));
    assertThat(done.status()).as(done.text()).isEqualTo(302);
    guest.follow(guest.get(Owner.link(to)));
    guest.post("/shared");
    guest.get("/shared/code");
    assertThat(guest.post("/shared/code", "code", Codes.next(to)).location())
        .isEqualTo("/shared/studies");
  }

  private static String at(TestStudy study) {
    return "/shared/studies/" + study.uid();
  }

  private static String report(TestStudy study) {
    return at(study) + "/reports/" + TestReport.uid(study);
  }

  private static String document(TestStudy study) {
    InstanceUid letter = study.instanceUid(91, 1);
    return at(study) + "/reports/" + letter + "/document";
  }

  private static String object(TestStudy study) {
    return at(study) + "/objects/" + study.instanceUid(1, 1) + "/file";
  }

  private long events(String type) {
    return rows.events(owner.person().id(), "ShareEvent." + type);
  }

  private void withdraw() {
    owner.browser().get("/studies/shared");
    owner.browser().post("/studies/shared/withdraw", "id", owners.shareOf(owner.person()));
  }

  private List<String> zip() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      byte[] body =
          http.send(
                  guest.request(at(owner.study()) + "/download").build(),
                  BodyHandlers.ofByteArray())
              .body();
      List<String> names = new ArrayList<>();
      ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(body));
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
      return names;
    }
  }

  @Test
  void aReportIsListedReadAndRecorded() {
    entered("report", "yes");
    Document study = Jsoup.parse(guest.get(at(owner.study())).body());
    assertThat(study.select(".report-row a").eachAttr("href")).contains(report(owner.study()));
    Page answer = guest.get(report(owner.study()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    Document page = Jsoup.parse(answer.body());
    page.select("template").remove(); // shown once the session has ended
    assertThat(page.select("h1").text()).isEqualTo("Radiology report");
    assertThat(page.select(".report").text()).contains("No effusion.");
    assertThat(page.select("a:not(.skip)").eachAttr("href"))
        .allMatch(it -> it.startsWith("/shared/") || it.equals("/accessibility"));
    assertThat(page.select("form").eachAttr("action"))
        .containsExactly("/shared/close", "/language");
    assertThat(events("ReportOpened")).isEqualTo(1);
    assertThat(events("Viewed")).isEqualTo(1);
    opensTheViewer(page.select(".report a").attr("href"), owner.study());
  }

  private void opensTheViewer(String href, TestStudy study) {
    assertThat(href)
        .isEqualTo(
            at(study)
                + "/view?series="
                + study.seriesUid(1)
                + "&object="
                + study.instanceUid(1, 1));
    Document page = Jsoup.parse(guest.get(href).body());
    assertThat(page.select("#viewer").attr("data-object"))
        .isEqualTo(study.instanceUid(1, 1).value());
    assertThat(page.select("#viewer").attr("data-root")).isEqualTo("/shared/dicom-web");
  }

  @Test
  void aSelectionOfImagesOpensTheViewer() {
    TestStudy study = owner.study();
    Map<String, Object> selection =
        TestReport.of(study, "Of Interest", image("", study.instanceUid(1, 1)));
    selection.put("SOPClassUID", "1.2.840.10008.5.1.4.1.1.88.59");
    selection.put("SOPInstanceUID", study.instanceUid(92, 1).value());
    selection.put("SeriesInstanceUID", study.seriesUid(92).value());
    selection.put("Modality", "KO");
    selection.put("CurrentRequestedProcedureEvidenceSequence", List.of(evidence(study, 1, 1)));
    TestArchive.create(selection);
    entered("report", "yes");
    Document page =
        Jsoup.parse(guest.get(at(study) + "/reports/" + study.instanceUid(92, 1)).body());
    assertThat(page.select("h1").text()).isEqualTo("Of Interest");
    opensTheViewer(page.select(".page__head a").attr("href"), study);
    opensTheViewer(page.select(".film a").attr("href"), study);
    assertThat(guest.get(page.select(".film img").attr("src")).header("Content-Type"))
        .startsWith("image/");
  }

  @Test
  void anObjectOfTheViewerIsDownloaded() {
    entered("report", "yes");
    Page file = guest.get(object(owner.study()));
    assertThat(file.header("Content-Type")).isEqualTo("application/dicom");
    assertThat(file.header("Content-Disposition")).startsWith("attachment");
    assertThat(events("Downloaded")).isEqualTo(1);
  }

  @Test
  void aDocumentIsAFile() {
    entered("report", "yes");
    String page = document(owner.study()).replace("/document", "");
    assertThat(Jsoup.parse(guest.get(page).body()).select(".report__file a").eachAttr("href"))
        .containsExactly(document(owner.study()));
    Page file = guest.get(document(owner.study()));
    assertThat(file.header("Content-Disposition")).startsWith("attachment");
    assertThat(file.body()).isEqualTo(new String(PDF, StandardCharsets.US_ASCII));
    assertThat(events("Downloaded")).isEqualTo(1);
    Page shown = guest.get(document(owner.study()) + "/view");
    assertThat(shown.header("Content-Disposition")).startsWith("inline");
    assertThat(shown.body()).isEqualTo(file.body());
    assertThat(events("Downloaded")).isEqualTo(1);
    assertThat(events("Shown")).isEqualTo(1);
  }

  @Test
  void aVideoIsShown() {
    TestVideo.store(owner.study(), 5, TestVideo.mp4(), TestVideo.H264);
    entered();
    String video = at(owner.study()) + "/objects/" + owner.study().instanceUid(5, 1) + "/video";
    for (String range : List.of("bytes=0-99", "bytes=100-")) {
      assertThat(guest.send(guest.request(video).header("Range", range).build()).status())
          .isEqualTo(206);
    }
    assertThat(events("Shown")).isEqualTo(1);
    assertThat(events("Downloaded")).isZero();
    withdraw();
    assertThat(guest.get(video).location()).endsWith("/shared");
  }

  @Test
  void aStudyIsDownloaded() throws Exception {
    entered("report", "yes");
    Document page = Jsoup.parse(guest.get(at(owner.study())).body());
    assertThat(page.select("main a.button").eachAttr("href"))
        .contains(at(owner.study()) + "/download");
    assertThat(zip()).hasSize(5).contains("README.txt");
    assertThat(events("DownloadBegun")).isEqualTo(1);
    assertThat(events("Downloaded")).isEqualTo(1);
  }

  @Nested
  class N09_AShareGrowsBeyondItsStudy {
    @Test
    void nothingOfAnotherStudyIsGiven() {
      TestStudy sibling = owners.another(owner, new TestStudy());
      reports(sibling);
      TestStudy unknown = new TestStudy();
      entered("report", "yes");
      for (String path : paths(sibling)) {
        Page answer = guest.get(path);
        assertThat(answer.status()).as(path).isEqualTo(404);
        assertThat(answer.body())
            .isEqualTo(
                guest.get(path.replace(sibling.uid().value(), unknown.uid().value())).body());
      }
      String underOwn = at(owner.study()) + "/reports/" + TestReport.uid(sibling);
      assertThat(guest.get(underOwn).status()).isEqualTo(404);
      assertThat(events("ReportOpened")).isZero();
      assertThat(events("DownloadBegun")).isZero();
      assertThat(events("Downloaded")).isZero();
      assertThat(events("ViewRefused")).isEqualTo(8);
    }

    @Test
    void reportsStayOutOfAShareWithoutThem() throws Exception {
      entered();
      Document page = Jsoup.parse(guest.get(at(owner.study())).body());
      assertThat(page.select(".reports")).isEmpty();
      assertThat(guest.get(report(owner.study())).status()).isEqualTo(404);
      assertThat(guest.get(document(owner.study())).status()).isEqualTo(404);
      assertThat(zip()).hasSize(3).contains("README.txt");
      assertThat(events("ReportOpened")).isZero();
    }

    @Test
    void reportsAmongTheImagesStayOutToo() throws Exception {
      TestStudy study = owner.study();
      Map<String, Object> report = TestReport.of(study, "Addendum", text("Finding", "None."));
      TestArchive.create(TestReport.amongImages(report, study, 1, 3));
      entered();
      Document page = Jsoup.parse(guest.get(at(study)).body());
      assertThat(page.select(".reports")).isEmpty();
      assertThat(page.select(".film")).hasSize(1);
      assertThat(page.select(".film").text()).contains("2 images");
      String gate = "/shared/dicom-web/studies/" + study.uid() + "/series/" + study.seriesUid(1);
      assertThat(guest.get(gate + "/metadata").body())
          .contains(study.instanceUid(1, 2).value())
          .doesNotContain(study.instanceUid(1, 3).value());
      assertThat(guest.get(gate).status()).isEqualTo(404);
      assertThat(guest.get(gate + "/instances/" + study.instanceUid(1, 3)).status()).isEqualTo(404);
      assertThat(guest.get(at(study) + "/reports/" + study.instanceUid(1, 3)).status())
          .isEqualTo(404);
      assertThat(zip()).hasSize(3).contains("README.txt");
    }

    @Test
    void nothingIsGivenAfterTheWithdrawal() {
      entered("report", "yes");
      assertThat(guest.get(report(owner.study())).status()).isEqualTo(200);
      withdraw();
      for (String path : paths(owner.study())) {
        assertThat(guest.get(path).location()).as(path).endsWith("/shared");
      }
    }

    @Test
    void neitherAStrangerNorAnAccountIsAGuest() {
      entered("report", "yes");
      for (String path : paths(owner.study())) {
        assertThat(new Browser(port).get(path).location()).as(path).endsWith("/shared");
        assertThat(owner.browser().get(path).location()).as(path).endsWith("/shared");
        String ofAccount = path.substring("/shared".length());
        assertThat(guest.get(ofAccount).location()).as(ofAccount).endsWith("/login");
      }
    }

    private List<String> paths(TestStudy study) {
      return List.of(report(study), document(study), object(study), at(study) + "/download");
    }
  }

  @Test
  void Rule34_aDownloadEndsWithinFiveSecondsOfTheWithdrawal() {
    owner = owners.signedIn(port, new TestStudy().images(60));
    entered();
    owner.browser().get("/studies/shared");
    String share = owners.shareOf(owner.person());
    TestArchive.wire()
        .slowDuring(
            () -> {
              try (HttpClient http = HttpClient.newHttpClient()) {
                InputStream body =
                    http.send(
                            guest.request(at(owner.study()) + "/download").build(),
                            BodyHandlers.ofInputStream())
                        .body();
                assertThat(body.read()).isPositive();
                owner.browser().post("/studies/shared/withdraw", "id", share);
                long start = System.nanoTime();
                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
  }
}

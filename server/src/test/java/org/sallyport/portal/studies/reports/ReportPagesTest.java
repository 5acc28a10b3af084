package org.sallyport.portal.studies.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.testing.archive.TestReport.code;
import static org.sallyport.testing.archive.TestReport.container;
import static org.sallyport.testing.archive.TestReport.evidence;
import static org.sallyport.testing.archive.TestReport.image;
import static org.sallyport.testing.archive.TestReport.number;
import static org.sallyport.testing.archive.TestReport.sameAs;
import static org.sallyport.testing.archive.TestReport.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestReport;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Shares;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "still=yes")
@SallyportTest
class ReportPagesTest {
  private static final Path SAMPLES = Path.of("/usr/lib/python3/dist-packages/pydicom/data");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Shares shares;
  @Autowired IndexedStudies indexed;
  @Autowired JdbcClient jdbc;

  private People.Person person;
  private String number;
  private Browser browser;
  private TestStudy study;

  @BeforeEach
  void somebodySignedIn() {
    person = people.byEmail();
    number = numbers.give(person.id(), "RIZIV");
    browser = Visitors.signedIn(person, port);
    study = new TestStudy().requestedBy("RIZIV", number);
    TestArchive.store(study);
    indexed.update();
  }

  @Nested
  class AStructuredReport {
    @Test
    void isReadableAsSectionsListsAndTables() {
      store(
          TestReport.verified(
              report(
                  "Radiology report",
                  container(
                      "Findings",
                      text("Finding", "No effusion."),
                      code("Laterality", "Left"),
                      text("Description", "First line of a longer text.\r\nSecond line."),
                      container(
                          "Nodule", number("Diameter", "7.5", "mm"), number("Ratio", "0.4", "1"))),
                  number("Dose", "12", "mGy")),
              "Brambleway^Hester"));
      Document page = page();
      assertThat(page.select("h1").text()).isEqualTo("Radiology report");
      assertThat(page.select(".facts").text())
          .isEqualTo(
              "Written 20 Nov 2026, 10:12 Verified by Brambleway, Hester · Lindenmoor General ·"
                  + " 20 Nov 2026, 10:15");
      assertThat(page.select(".report__warning")).isEmpty();
      assertThat(page.select(".report h2").eachText()).containsExactly("Findings");
      assertThat(page.select(".report h3").eachText()).containsExactly("Description", "Nodule");
      assertThat(page.select(".report__facts > div").eachText())
          .containsExactly("Finding No effusion.", "Laterality Left", "Dose 12 mGy");
      assertThat(page.expectFirst(".report__words").wholeText())
          .isEqualTo("First line of a longer text.\nSecond line.");
      assertThat(page.select(".report__numbers tbody tr").eachText())
          .containsExactly("Diameter 7.5 mm", "Ratio 0.4");
    }

    @Test
    void withoutContentSaysSo() {
      store(report("Report"));
      assertThat(page().select(".report").text()).isEqualTo("This report has no text.");
    }

    @Test
    void saysWhatIsNotFinal() {
      Map<String, Object> report = report("Report", text("Finding", "x"));
      report.put("CompletionFlag", "PARTIAL");
      report.put("PreliminaryFlag", "PRELIMINARY");
      store(report);
      assertThat(page().select(".report__warning p").eachText())
          .containsExactly(
              "This report is preliminary: it may change.",
              "This report is incomplete.",
              "This report is not verified: no physician has confirmed it.");
    }

    @Test
    void comesFirstOnThePageOfItsStudyAndIsMarkedInTheList() {
      store(report("Radiology report", text("Finding", "x")));
      Document page = Jsoup.parse(browser.get(at(study)).body());
      assertThat(page.expectFirst("main h2").text()).isEqualTo("Reports");
      assertThat(page.select(".report-row").eachText())
          .containsExactly("Radiology report 20 Nov 2026, 10:12 Not verified");
      assertThat(page.select(".report-row a").attr("href")).isEqualTo(here());
      assertThat(Jsoup.parse(browser.get("/studies").body()).select(".c-mod").text())
          .contains("Report");
    }

    /** It was read a moment ago, in another language. */
    @Test
    void isListedInTheLanguageOfEachReader() {
      store(report("Radiology report", text("Finding", "x")));
      assertThat(browser.get("/studies/" + study.uid()).body()).contains("Not verified");
      jdbc.sql("update account set language = 'nl' where id = :id")
          .param("id", person.id().value())
          .update();
      assertThat(browser.get("/studies/" + study.uid()).body())
          .contains("<html lang=\"nl\"", "20 nov")
          .doesNotContain("Not verified", "20 Nov");
    }

    @Test
    void leadsToTheImagesOfStudiesThatTheAccountMaySee() {
      TestStudy foreign = new TestStudy().requestedBy("RIZIV", number + "7");
      TestArchive.store(foreign);
      Map<String, Object> report =
          report(
              "Report",
              image("Own", study.instanceUid(1, 1)),
              image("Foreign", foreign.instanceUid(1, 1)),
              image("Nowhere", new TestStudy().instanceUid(1, 1)));
      report.put(
          "CurrentRequestedProcedureEvidenceSequence",
          List.of(evidence(study, 1, 1), evidence(foreign, 1, 1)));
      store(report);
      assertThat(page().select(".report a").eachAttr("href"))
          .containsExactly(
              at(study)
                  + "/view?series="
                  + study.seriesUid(1)
                  + "&object="
                  + study.instanceUid(1, 1));
      assertThat(page().select(".report__facts").text()).contains("Foreign Image", "Nowhere Image");
    }

    @Test
    void leadsToTheFrameThatIsMeant() {
      Map<String, Object> report =
          report(
              "Report",
              image("Whole", study.instanceUid(1, 1)),
              frames("One", study.instanceUid(1, 1), "7"),
              frames("Two", study.instanceUid(1, 1), "12\\3"));
      report.put("CurrentRequestedProcedureEvidenceSequence", List.of(evidence(study, 1, 1)));
      store(report);
      String image =
          at(study) + "/view?series=" + study.seriesUid(1) + "&object=" + study.instanceUid(1, 1);
      assertThat(page().select(".report a").eachAttr("href"))
          .containsExactly(image, image + "&frame=7", image + "&frame=12");
    }

    @Test
    void leadsFromAMeasurementToTheImageThatItWasMadeOn() {
      Map<String, Object> first = frames("", study.instanceUid(1, 1), "3");
      Map<String, Object> second = frames("", study.instanceUid(1, 1), "4");
      Map<String, Object> length = number("Length", "7.5", "mm");
      length.put("ContentSequence", List.of(drawing("POLYLINE", second)));
      Map<String, Object> report =
          report(
              "Report",
              container(
                  "Group",
                  text("Tracking Identifier", "Nodule 1"),
                  drawing("CIRCLE", first),
                  number("Area", "44", "mm2"),
                  number("Mean", "12", "HU"),
                  length),
              container("Other", number("Volume", "2", "ml"), number("Mass", "3", "g")));
      report.put("CurrentRequestedProcedureEvidenceSequence", List.of(evidence(study, 1, 1)));
      store(report);
      Document page = page();
      assertThat(page.select("a:contains(Show on the image)").eachAttr("aria-label"))
          .containsExactly(
              "Show on the image: Image Region",
              "Show on the image: Area",
              "Show on the image: Mean",
              "Show on the image: Length",
              "Show on the image: Image Region");
      assertThat(page.select("a:contains(Show on the image)").eachAttr("href"))
          .extracting(href -> href.replaceFirst(".*&object=" + study.instanceUid(1, 1), ""))
          .containsExactly("&frame=3", "&frame=3", "&frame=3", "&frame=4", "&frame=4");
      assertThat(page.select(".report").text())
          .contains("A circle · Show on the image", "Length 7.5 mm · Show on the image", "A line")
          .contains("Volume 2 ml Mass 3 g");
      assertThat(page.select("table").eachText().getLast()).doesNotContain("Image");
    }

    /** A drawing on an image. */
    private static Map<String, Object> drawing(String type, Map<String, Object> image) {
      Map<String, Object> drawing = image("Image Region", new InstanceUid("1.2.3"));
      drawing.remove("ReferencedSOPSequence");
      drawing.put("ValueType", "SCOORD");
      drawing.put("GraphicType", type);
      drawing.put("GraphicData", "1\\2\\3\\4");
      drawing.put("ContentSequence", List.of(image));
      return drawing;
    }

    @Test
    void namesTheItemThatItRefersTo() {
      store(
          report(
              "Report",
              container("Findings", text("Nodule", "Left upper lobe")),
              text("Conclusion", "Benign", sameAs("1.1.1"))));
      assertThat(page().select(".report").text()).contains("See “Nodule”");
    }

    @Test
    void withALoopOfReferencesIsUnreadableAndTheRestGoesOn() {
      store(
          report(
              "Report", text("One", "first", sameAs("1.2")), text("Two", "second", sameAs("1.1"))));
      Document page = page();
      assertThat(page.select(".notice").text()).startsWith("This report cannot be shown");
      assertThat(browser.get(page.select(".notice a").attr("href")).status()).isEqualTo(200);
      Document whole = Jsoup.parse(browser.get(at(study)).body());
      assertThat(whole.select(".report-row").text()).isEqualTo("Report Cannot be shown");
      assertThat(whole.select(".film")).hasSize(2);
    }

    @Test
    void ofAnotherProgramIsReadable() throws IOException {
      for (String file : List.of("test-SR.dcm", "reportsi.dcm")) {
        TestArchive.upload(Files.readAllBytes(SAMPLES.resolve("test_files/" + file)));
      }
      StudyUid sample = new StudyUid("1.2.276.0.7230010.3.1.4.2139363186.7819.982086466.2");
      shares.share(sample, person.id(), "Dr Emile Vuurtoren", null);
      Document page =
          Jsoup.parse(
              browser
                  .get(
                      "/studies/"
                          + sample
                          + "/reports/1.2.276.0.7230010.3.1.4.2139363186.7819.982086466.4")
                  .body());
      assertThat(page.select("h1").text()).isEqualTo("Diagnosis");
      assertThat(page.select(".facts").text()).contains("Riesmeier, Jörg · OFFIS e.V.");
      assertThat(page.select(".report").text()).hasSizeGreaterThan(500);
    }

    @Test
    void isRecordedWhenItIsOpenedAndWhenItIsPrinted() {
      store(report("Report", text("Finding", "x")));
      page();
      Browser.Page answer = browser.post(here() + "/print");
      assertThat(answer.status()).isEqualTo(302);
      assertThat(browser.get(answer.location()).text()).contains("The printing is recorded.");
      assertThat(events("StudyEvent.ReportPrinted")).isEqualTo(1);
      assertThat(events("StudyEvent.ReportOpened")).isEqualTo(2);
    }

    @Test
    void thatCannotBePrintedWhileTheArchiveIsAwayIsReturnedTo() {
      store(report("Report", text("Finding", "x")));
      page();
      TestArchive.wire()
          .cutDuring(
              () -> {
                Browser.Page answer = browser.post(here() + "/print");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Refresh")).isEqualTo("10; url=" + here() + "?by-itself");
                assertThat(Jsoup.parse(answer.body()).select(".notice--danger a").attr("href"))
                    .isEqualTo(here());
                Browser.Page again = browser.get(here());
                assertThat(again.status()).isEqualTo(503);
                assertThat(again.header("Refresh")).isEqualTo("10; url=" + here() + "?by-itself");
              });
      assertThat(events("StudyEvent.ReportPrinted")).isZero();
      page();
    }
  }

  @Nested
  class ASelectionOfImages {
    @Test
    void showsThemAndOpensTheViewer() {
      TestArchive.store(study.images(2));
      Map<String, Object> selection =
          report(
              "Of Interest",
              image("", study.instanceUid(1, 1)),
              image("", study.instanceUid(1, 2)));
      selection.put("SOPClassUID", "1.2.840.10008.5.1.4.1.1.88.59");
      selection.put("Modality", "KO");
      selection.put(
          "CurrentRequestedProcedureEvidenceSequence",
          List.of(evidence(study, 1, 1), evidence(study, 1, 2)));
      store(selection);
      Document page = page();
      assertThat(page.select("h1").text()).isEqualTo("Of Interest");
      assertThat(page.select(".film a").eachText()).containsExactly("Image 1", "Image 2");
      assertThat(page.select(".report__warning, [data-print-report]")).isEmpty();
      assertThat(page.select(".page__head a").attr("href")).contains("/view?series=");
      for (String picture : page.select(".film img").eachAttr("src")) {
        assertThat(browser.get(picture).status()).isEqualTo(200);
      }
    }
  }

  @Nested
  class ASelectionOfFrames {
    @Test
    void showsEachFrameAndOpensTheViewerThere() {
      Map<String, Object> selection =
          report(
              "Of Interest",
              frames("", study.instanceUid(1, 1), "7"),
              frames("", study.instanceUid(1, 1), "9"));
      selection.put("SOPClassUID", "1.2.840.10008.5.1.4.1.1.88.59");
      selection.put("Modality", "KO");
      selection.put("CurrentRequestedProcedureEvidenceSequence", List.of(evidence(study, 1, 1)));
      store(selection);
      Document page = page();
      String series = "/series/" + study.seriesUid(1);
      String image =
          "/dicom-web/studies/" + study.uid() + series + "/instances/" + study.instanceUid(1, 1);
      assertThat(page.select(".film img").eachAttr("src"))
          .containsExactly(
              image + "/frames/7/rendered?viewport=320,240",
              image + "/frames/9/rendered?viewport=320,240");
      assertThat(page.select(".film a").eachAttr("href"))
          .allMatch(href -> href.matches(".*&frame=[79]"))
          .doesNotHaveDuplicates();
      assertThat(page.select(".page__head a").attr("href")).endsWith("&frame=7");
    }
  }

  @Nested
  class ADocument {
    private static final byte[] PDF =
        "%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF\n?"
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    void isSavedOrShownByTheBrowser() {
      document("application/pdf", "1.2.840.10008.5.1.4.1.1.104.1");
      Browser.Page opened = browser.get(here());
      assertThat(opened.header("Content-Security-Policy"))
          .contains("frame-src 'self'", "frame-ancestors 'none'", "object-src 'none'");
      Document page = Jsoup.parse(opened.body());
      assertThat(page.select("h1").text()).isEqualTo("Letter");
      assertThat(page.select(".report__file").text()).contains("This report is a PDF file.");
      Browser.Page file = browser.get(page.select("a:contains(Save PDF)").attr("href"));
      isThePdf(file, "attachment");
      assertThat(file.header("Content-Security-Policy")).endsWith("sandbox");
      assertThat(file.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(events("StudyEvent.Downloaded")).isEqualTo(1);
      Browser.Page shown = browser.get(page.select("[data-document]").attr("data-document"));
      isThePdf(shown, "inline");
      assertThat(shown.header("Content-Security-Policy"))
          .isEqualTo(
              "default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'");
      assertThat(shown.header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
      assertThat(events("StudyEvent.Downloaded")).isEqualTo(1);
      assertThat(events("StudyEvent.Shown")).isEqualTo(1);
      assertThat(Jsoup.parse(browser.get("/studies/" + study.uid() + "/log").body()).text())
          .containsOnlyOnce("Looked at a document")
          .containsOnlyOnce("Downloaded");
    }

    private void isThePdf(Browser.Page file, String disposition) {
      assertThat(file.status()).isEqualTo(200);
      assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
      assertThat(file.header("Content-Disposition"))
          .isEqualTo(disposition + "; filename=\"document-" + TestReport.uid(study) + ".pdf\"");
      assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(file.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      assertThat(file.header("Cache-Control")).isEqualTo("no-store");
      assertThat(file.body()).isEqualTo(new String(PDF, StandardCharsets.US_ASCII));
    }

    @Test
    void ofAnotherTypeIsSavedOnly() {
      document("model/stl", "1.2.840.10008.5.1.4.1.1.104.3");
      Browser.Page opened = browser.get(here());
      assertThat(opened.header("Content-Security-Policy")).doesNotContain("frame-src");
      assertThat(Jsoup.parse(opened.body()).select(".report__file").text())
          .isEqualTo(
              "This is a three-dimensional model, which the portal does not show. Save file");
      assertThat(browser.get(here() + "/document/view").status()).isEqualTo(404);
      assertThat(browser.get(here() + "/document").header("Content-Disposition"))
          .endsWith(".stl\"");
    }

    @Test
    void countsAsOpeningTheStudyWhenItIsSaved() {
      document("application/pdf", "1.2.840.10008.5.1.4.1.1.104.1");
      assertThat(browser.get(here() + "/document").status()).isEqualTo(200);
      assertThat(events("StudyEvent.Opened")).isEqualTo(1);
    }

    private void document(String type, String sopClass) {
      Map<String, Object> tags = study.object(90, 1);
      tags.put("SOPClassUID", sopClass);
      tags.put("Modality", "DOC");
      tags.put("DocumentTitle", "Letter");
      TestArchive.create(tags, type, PDF);
      indexed.update();
    }
  }

  @Nested
  class K05_ScriptInAReport {
    @Test
    void isShownAsText() {
      store(
          report(
              "<script>alert(1)</script>",
              text("<img src=x onerror=alert(2)>", "</p><script>alert(3)</script>\u202e"),
              code("'\"><svg onload=alert(4)>", "${7*7} [[${7*7}]] __${7*7}__"),
              number("N", "1", "<b>")));
      Document page = page();
      assertThat(page.select("main script:not([src]), [onerror], [onload], main b:not(.mt-2 b)"))
          .isEmpty();
      assertThat(page.select("h1").text()).isEqualTo("<script>alert(1)</script>");
      assertThat(page.text()).contains("${7*7} [[${7*7}]]").doesNotContain("\u202e");
    }
  }

  @Nested
  class N02_ForeignReportByUid {
    @Test
    void isAnsweredLikeAnUnknownOne() {
      TestStudy foreign = new TestStudy().requestedBy("RIZIV", number + "7");
      TestArchive.store(foreign);
      TestArchive.create(TestReport.of(foreign, "Report", text("Finding", "x")));
      TestStudy unknown = new TestStudy();
      for (String what : List.of("", "/document", "/document/view")) {
        Browser.Page answer =
            browser.get(at(foreign) + "/reports/" + TestReport.uid(foreign) + what);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
            .isEqualTo(
                browser.get(at(unknown) + "/reports/" + TestReport.uid(unknown) + what).body());
      }
      String underOwn = at(study) + "/reports/" + TestReport.uid(foreign);
      assertThat(browser.get(underOwn).status()).isEqualTo(404);
      browser.get(at(study));
      Browser.Page printed = browser.post(underOwn + "/print");
      assertThat(printed.status()).as(printed.text()).isEqualTo(404);
      assertThat(
              browser.post(at(foreign) + "/reports/" + TestReport.uid(foreign) + "/print").status())
          .isEqualTo(404);
      assertThat(events("StudyEvent.Refused")).isEqualTo(7);
      assertThat(events("StudyEvent.ReportOpened")).isZero();
    }
  }

  /** An image of which these frames are meant, separated by backslashes. */
  private static Map<String, Object> frames(String concept, InstanceUid image, String frames) {
    Map<String, Object> item = image(concept, image);
    item.put(
        "ReferencedSOPSequence",
        List.of(
            Map.of(
                "ReferencedSOPClassUID",
                "1.2.840.10008.5.1.4.1.1.7",
                "ReferencedSOPInstanceUID",
                image.value(),
                "ReferencedFrameNumber",
                frames)));
    return item;
  }

  private Map<String, Object> report(String title, Object... items) {
    return TestReport.of(study, title, items);
  }

  private void store(Map<String, Object> report) {
    TestArchive.create(report);
    indexed.update();
  }

  private Document page() {
    Browser.Page page = browser.get(here());
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return Jsoup.parse(page.body());
  }

  private String here() {
    return at(study) + "/reports/" + TestReport.uid(study);
  }

  private static String at(TestStudy study) {
    return "/studies/" + study.uid();
  }

  private long events(String type) {
    return jdbc.sql("select count(*) from audit_event where account_id = ? and type = ?")
        .params(person.id().value(), type)
        .query(Long.class)
        .single();
  }
}

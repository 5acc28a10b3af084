package org.sallyport.portal.studies.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Shares;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The viewer's page, and what it says of other studies. */
@TestPropertySource(
    properties = {
      "sallyport.viewer.other.name=Reading Room",
      "sallyport.viewer.other.address=https://images.example/viewer?StudyInstanceUIDs={studyInstanceUid}"
    })
@SallyportTest
class ViewerPageTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Shares shares;
  @Autowired IndexedStudies indexed;
  @Autowired JdbcClient jdbc;

  private People.Person person;
  private Browser browser;

  @BeforeEach
  void somebodySignedIn() {
    person = people.byEmail();
    browser = Visitors.signedIn(person, port);
  }

  private TestStudy shared(TestStudy study) {
    TestArchive.store(study);
    shares.share(study.uid(), person.id(), "Dr Emile Vuurtoren", null);
    return study;
  }

  @Test
  void isForThoseOnlyWhoMaySeeTheStudy() {
    TestStudy foreign = new TestStudy();
    TestArchive.store(foreign);
    String unknown = browser.get("/studies/1.2.3/view").body();
    for (String path : new String[] {"/view", "/view/priors", "/view?pictures"}) {
      Browser.Page page = browser.get("/studies/" + foreign.uid() + path);
      assertThat(page.status()).as(path).isEqualTo(404);
      assertThat(page.body()).isEqualTo(unknown);
    }
    assertThat(browser.get("/studies/not-a-uid/view").status()).isEqualTo(404);
    assertThat(events("StudyEvent.Opened")).isZero();
    String strangers = new Browser(port).get("/studies/" + foreign.uid() + "/view").location();
    assertThat(strangers).endsWith("/login");
  }

  @Test
  void recordsThatTheStudyWasOpened() {
    TestStudy study = shared(new TestStudy());
    assertThat(browser.get("/studies/" + study.uid() + "/view?pictures").status()).isEqualTo(200);
    assertThat(events("StudyEvent.Opened")).isEqualTo(1);
  }

  /** These have policies of their own, in place of that of all other pages. */
  @Test
  void K03_theViewerAndWhatItLoadsAreNotFramed() {
    TestStudy study = shared(new TestStudy());
    for (String path :
        List.of(
            "/studies/" + study.uid() + "/view",
            "/studies/" + study.uid() + "/view?pictures",
            "/studies/" + study.uid(),
            "/dicom-web/studies/" + study.uid() + "/series",
            "/viewer/assets/nothing.js")) {
      Browser.Page page = browser.get(path);
      assertThat(page.header("Content-Security-Policy"))
          .as(path)
          .contains("frame-ancestors 'none'", "base-uri 'none'", "default-src 'none'");
      assertThat(page.header("X-Frame-Options")).as(path).isEqualTo("DENY");
    }
  }

  @Test
  void showsPicturesWithoutScriptAndAWayBack() {
    TestStudy study = shared(new TestStudy().series(2));
    String path = "/studies/" + study.uid();
    Document page = document(path + "/view?pictures&series=" + study.seriesUid(2));
    assertThat(page.select(".picture img").attr("src"))
        .startsWith(path + "/series/" + study.seriesUid(2) + "/preview");
    assertThat(page.select(".films li")).hasSize(2);
    assertThat(page.select(".crumbs a").eachAttr("href")).containsExactly("/studies", path);
  }

  @Test
  void ignoresWhatIsNoUid() {
    TestStudy study = shared(new TestStudy());
    String page =
        browser.get("/studies/" + study.uid() + "/view?series=%22%3E&object=x&frame=-1").body();
    assertThat(page).doesNotContain("%22%3E", "\">\"");
  }

  @Test
  void listsOtherStudiesOfThePatientThatOneMaySee() {
    TestStudy study = shared(patient("P-1", "Lindenmoor"));
    TestStudy prior = shared(patient("P-1", "Lindenmoor").with("StudyDate", "20250312"));
    shared(patient("P-1", "Another hospital"));
    shared(patient("P-2", "Lindenmoor"));
    TestArchive.store(patient("P-1", "Lindenmoor"));
    indexed.update();
    assertThat(priors(study))
        .isEqualTo(
            "[{\"uid\":\"%s\",\"name\":\"12 Mar 2025, CT thorax\",\"day\":\"2025-03-12\",\"modalities\":[\"CT\"]}]",
            prior.uid());
  }

  @Test
  void listsNoneForAPatientWithoutANumber() {
    TestStudy study = shared(patient("", ""));
    shared(patient("", ""));
    assertThat(priors(study)).isEqualTo("[]");
  }

  @Test
  void isLinkedFromTheStudyBesideAnotherViewer() {
    TestStudy study = shared(new TestStudy());
    Document page = document("/studies/" + study.uid());
    assertThat(page.select(".page__head .buttons a").eachText())
        .containsExactly("Open images", "Open in Reading Room");
    assertThat(page.select(".page__head .buttons a:last-child").attr("href"))
        .isEqualTo("https://images.example/viewer?StudyInstanceUIDs=" + study.uid());
    assertThat(page.select(".film a").attr("href"))
        .isEqualTo("/studies/" + study.uid() + "/view?series=" + study.seriesUid(1));
  }

  private String priors(TestStudy study) {
    String path = "/studies/" + study.uid() + "/view/priors";
    return browser.send(browser.request(path).setHeader("Accept", "*/*").GET().build()).body();
  }

  private static TestStudy patient(String id, String issuer) {
    return new TestStudy().with("PatientID", id).with("IssuerOfPatientID", issuer);
  }

  private Document document(String path) {
    Browser.Page page = browser.get(path);
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return Jsoup.parse(page.body());
  }

  private long events(String type) {
    return jdbc.sql("select count(*) from audit_event where account_id = ? and type = ?")
        .params(person.id().value(), type)
        .query(Long.class)
        .single();
  }
}

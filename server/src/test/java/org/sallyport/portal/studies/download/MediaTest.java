package org.sallyport.portal.studies.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.portal.studies.Guests;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.archive.TestVideo;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** An installation that knows Orthanc's own address, and in which only physicians download. */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, MediaTest.BesideDicomWeb.class})
class MediaTest {
  private static final int PREAMBLE = 128;

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired IndexedStudies indexed;

  @Autowired TurnableClock clock;

  @TempDir Path folder;

  private Browser browser = new Browser(0);

  /** Sets the address and who may download. */
  static final class BesideDicomWeb
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      String dicomWeb = (String) TestArchive.settings().get("sallyport.archive.url");
      Map<String, Object> settings =
          Map.of(
              "sallyport.archive.orthanc-url",
              URI.create(dicomWeb).resolve("/").toString(),
              "sallyport.studies.downloads.roles",
              "physician");
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("media", settings));
    }
  }

  @Test
  void aStudyHasTheDicomdirOfTheArchive() throws Exception {
    TestStudy study = stored(people.byEmail());
    byte[] zip =
        HttpClient.newHttpClient()
            .send(browser.request(at(study) + "/download").build(), BodyHandlers.ofByteArray())
            .body();
    Map<String, byte[]> files = files(zip);
    assertThat(files.keySet())
        .containsExactlyInAnyOrder(
            "IMAGES/IM0", "IMAGES/IM1", "IMAGES/IM2", "DICOMDIR", "README.txt");
    assertThat(new String(file(files, "README.txt"), StandardCharsets.UTF_8))
        .contains("contains 3 images and reports");
    List<String> stored =
        List.of(1, 2, 3).stream()
            .map(it -> body(TestArchive.file(study.instanceUid(1, it).value())))
            .toList();
    assertThat(
            List.of("IMAGES/IM0", "IMAGES/IM1", "IMAGES/IM2").stream()
                .map(it -> body(file(files, it))))
        .containsExactlyInAnyOrderElementsOf(stored);
    Path file = Files.write(folder.resolve("s.zip"), zip);
    assertThat(run("unzip", "-t", file.toString())).contains("No errors detected");
    run("unzip", "-d", folder.toString(), file.toString());
    String program =
        "import sys, pydicom.fileset as f; print(len(f.FileSet(sys.argv[1] + '/DICOMDIR')))";
    assertThat(run("/usr/bin/python3", "-c", program, folder.toString())).contains("3");
  }

  @Test
  void whoMayNotDownloadSeesSoAndIsOfferedNothing() {
    TestStudy study = stored(people.admin());
    Document page = Jsoup.parse(browser.get(at(study)).body());
    assertThat(page.select("[data-download], .film__save")).isEmpty();
    assertThat(page.text()).contains("Downloads are not allowed for your account.");
    for (String path :
        List.of(
            "/download",
            "/series/" + study.seriesUid(1) + "/png",
            "/objects/" + study.instanceUid(1, 1) + "/file")) {
      Browser.Page answer = browser.get(at(study) + path);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text()).contains("Downloads are not allowed for your account.");
    }
  }

  @Test
  void aShareSessionIsOfferedNoDownload() {
    TestStudy study = stored(people.byEmail());
    Browser guest = Guests.of(browser, study, clock, port);
    String page = "/shared/studies/" + study.uid();
    assertThat(guest.get(page).body()).contains("/preview").doesNotContain("/download");
    Browser.Page refused = guest.get(page + "/download");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("shared with an e-mail address");
    assertThat(Jsoup.parse(refused.body()).select("main a").attr("href")).isEqualTo(page);
    TestVideo.store(study, 2, TestVideo.mp4(), TestVideo.H264);
    String video = page + "/objects/" + study.instanceUid(2, 1);
    assertThat(guest.get(video + "/file").status()).isEqualTo(403);
    assertThat(guest.get(video + "/video").status()).as("looking is no download").isEqualTo(200);
  }

  private TestStudy stored(People.Person person) {
    String number = numbers.give(person.id(), "RIZIV");
    browser = Visitors.signedIn(person, port);
    TestStudy study = new TestStudy().requestedBy("RIZIV", number).images(3);
    TestArchive.store(study);
    indexed.update();
    return study;
  }

  private static Map<String, byte[]> files(byte[] zip) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      files.put(entry.getName(), in.readAllBytes());
    }
    return files;
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    return files.getOrDefault(name, new byte[0]);
  }

  private static String body(byte[] file) {
    return new String(Arrays.copyOfRange(file, PREAMBLE, file.length), StandardCharsets.ISO_8859_1);
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String at(TestStudy study) {
    return "/studies/" + study.uid();
  }
}

package org.sallyport.portal.studies.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Shares;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@Tag("slow")
@TestPropertySource(properties = "still=yes")
@SallyportTest
class DownloadTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int PREAMBLE = 128;
  private static final Duration LONGER_THAN_A_RECHECK = Duration.ofSeconds(6);

  /** On a slow connection to the archive these take at least ten seconds. */
  private static final int MANY = 30;

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Shares shares;
  @Autowired IndexedStudies indexed;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;

  @TempDir Path folder;

  private People.Person person;
  private String number;
  private Browser browser;

  @BeforeEach
  void somebodySignedIn() {
    person = people.byEmail();
    number = numbers.give(person.id(), "RIZIV");
    browser = Visitors.signedIn(person, port);
  }

  @Nested
  class AStudy {
    @Test
    void isAZipOfItsObjectsAsTheArchiveHasThem() throws Exception {
      TestStudy study = stored(mine().series(2).images(3));
      HttpResponse<byte[]> answer = fetch(at(study) + "/download");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, "Content-Type")).isEqualTo("application/zip");
      assertThat(header(answer, "Content-Disposition"))
          .isEqualTo("attachment; filename=\"study-" + study.uid() + ".zip\"");
      assertThat(header(answer, "Cache-Control")).contains("no-store");
      Map<String, byte[]> files = files(answer.body());
      assertThat(files.keySet())
          .containsExactly(
              "SERIES-01/IMAGE-0001.dcm",
              "SERIES-01/IMAGE-0002.dcm",
              "SERIES-01/IMAGE-0003.dcm",
              "SERIES-02/IMAGE-0001.dcm",
              "SERIES-02/IMAGE-0002.dcm",
              "SERIES-02/IMAGE-0003.dcm",
              "README.txt");
      for (int series = 1; series <= 2; series++) {
        for (int image = 1; image <= 3; image++) {
          byte[] file = file(files, "SERIES-0" + series + "/IMAGE-000" + image + ".dcm");
          byte[] stored = TestArchive.file(study.instanceUid(series, image).value());
          assertThat(withoutPreamble(file)).isEqualTo(withoutPreamble(stored));
        }
      }
      assertThat(files.toString()).doesNotContain("Vander");
      assertThat(new String(file(files, "README.txt"), StandardCharsets.UTF_8))
          .contains("contains 6 images and reports");
      assertThat(events("StudyEvent.DownloadBegun")).isEqualTo(1);
      assertThat(ends()).containsExactly("complete 6");
    }

    @Test
    void isReadByOtherPrograms() throws Exception {
      TestStudy study = stored(mine().images(2));
      Path zip = Files.write(folder.resolve("s.zip"), fetch(at(study) + "/download").body());
      assertThat(run("unzip", "-t", zip.toString())).contains("No errors detected");
      String program =
          """
          import io, sys, zipfile, pydicom
          z = zipfile.ZipFile(sys.argv[1])
          print([str(pydicom.dcmread(io.BytesIO(z.read(n))).PatientID) for n in z.namelist() if n.endswith('dcm')])
          """;
      assertThat(run("/usr/bin/python3", "-c", program, zip.toString()))
          .contains("['LM-400218', 'LM-400218']");
    }

    @Test
    void isTooMuchForASessionThatReceivesOneAlready() {
      TestStudy study = stored(mine().images(MANY));
      TestArchive.wire()
          .slowDuring(
              () -> {
                try (InputStream first = begun(at(study) + "/download")) {
                  assertThat(first.read()).as("it runs").isNotNegative();
                  Browser.Page second = browser.get(at(study) + "/download");
                  assertThat(second.status()).isEqualTo(429);
                  assertThat(second.text()).contains("You are downloading a study already.");
                  assertThat(state(study))
                      .contains("\"running\":true", " of " + MANY + " images and reports");
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                // At full speed, all could be sent before the server learns that the client left.
                awaitEnd();
              });
      assertThat(ends().getFirst()).startsWith("left ");
    }

    @Test
    void showsHowItEnded() {
      TestStudy study = stored(mine().images(2));
      assertThat(state(study)).contains("\"running\":false", "\"text\":\"\"", "\"age\":0");
      browser.get(at(study) + "/download");
      assertThat(Jsoup.parse(browser.get(at(study)).body()).select("[data-download-state]").text())
          .isEqualTo("Downloaded: 2 images and reports, 0.0 MB");
    }

    /** A file of nothing would say that it is complete. */
    @Test
    void isNoFileIfItHasNothingForTheReader() {
      TestStudy study = new TestStudy();
      TestArchive.storeReport(study);
      indexed.update();
      shares.shareWithoutReport(study.uid(), person.id(), "Dr Emile Vuurtoren");
      Browser.Page answer = browser.get(at(study) + "/download");
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.text()).contains("There is nothing here to download.");
      assertThat(answer.header("Content-Disposition")).isEmpty();
    }

    @Test
    void isNotDeliveredByAnArchiveThatDoesNotAnswer() {
      TestStudy study = stored(mine());
      browser.get(at(study));
      TestArchive.wire()
          .cutDuring(
              () -> {
                Browser.Page answer = browser.get(at(study) + "/download");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text()).contains("The image archive did not deliver");
                assertThat(answer.header("Content-Disposition")).isEmpty();
              });
      assertThat(ends()).containsExactly("failed 0");
    }

    @Test
    void isNotDeliveredIfTheArchiveCannotBeAskedForTheRight() {
      TestStudy study = stored(mine());
      browser.get(at(study));
      clock.turn(LONGER_THAN_A_RECHECK);
      TestArchive.wire()
          .cutDuring(
              () -> {
                for (String path :
                    List.of(
                        at(study) + "/download",
                        png(study, study, 1, 1),
                        at(study) + "/series/" + study.seriesUid(1) + "/png",
                        at(study) + "/objects/" + study.instanceUid(1, 1) + "/file",
                        at(study) + "/reports/" + study.instanceUid(1, 1) + "/document")) {
                  Browser.Page answer = browser.get(path);
                  assertThat(answer.status()).as(path).isEqualTo(503);
                  assertThat(answer.text()).contains("The image archive did not deliver");
                }
              });
      assertThat(ends()).isEmpty();
    }

    @Test
    void isNotCompleteIfTheArchiveStopsInTheMiddle() {
      TestStudy study = stored(mine().images(MANY));
      TestArchive.wire()
          .slowDuring(
              () -> {
                InputStream body = begun(at(study) + "/download");
                TestArchive.wire().cutDuring(() -> assertThatBreaksOff(body));
              });
      assertThat(ends().getFirst()).startsWith("failed ");
    }
  }

  /** Rechecked while it runs, like every response with parts of a study. */
  @Nested
  class Rule34_ADownloadThatRuns {
    @Test
    void endsWhenItsOwnerSignsOut() {
      TestStudy study = stored(mine().images(MANY));
      browser.get("/studies");
      endsBy(study, () -> browser.copy().post("/logout"));
    }

    @Test
    void endsWhenTheShareIsWithdrawn() {
      TestStudy study = new TestStudy().images(MANY);
      TestArchive.store(study);
      shares.share(study.uid(), person.id(), "Dr Emile Vuurtoren", null);
      endsBy(study, () -> shares.withdraw(study.uid(), person.id(), "Dr Emile Vuurtoren"));
    }

    @Test
    void endsWithTheIdleTimeWhichItDoesNotProlong() {
      TestStudy study = stored(mine().images(MANY));
      endsBy(study, () -> clock.turn(Duration.ofMinutes(30)));
    }

    private void endsBy(TestStudy study, Runnable act) {
      TestArchive.wire()
          .slowDuring(
              () -> {
                InputStream body = begun(at(study) + "/download");
                act.run();
                assertThatBreaksOff(body);
              });
      assertThat(ends().getFirst()).startsWith("ended ");
    }
  }

  @Nested
  class AnImage {
    @Test
    void isAPngOfANeutralName() {
      TestStudy study = stored(mine().images(3));
      HttpResponse<byte[]> answer = fetch(png(study, study, 1, 2));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
      assertThat(header(answer, "Content-Disposition"))
          .isEqualTo("attachment; filename=\"image-" + study.instanceUid(1, 2) + ".png\"");
      assertThat(Arrays.copyOf(answer.body(), 4)).containsExactly(0x89, 'P', 'N', 'G');
      assertThat(fetch(png(study, study, 1, 2) + "?frame=1").statusCode()).isEqualTo(200);
      assertThat(ends()).containsExactly("complete 1", "complete 1");
    }

    @Test
    void isOfferedUnderThePreviewOfItsSeries() {
      TestStudy study = stored(mine().images(3));
      String href = Jsoup.parse(browser.get(at(study)).body()).select(".film__save").attr("href");
      assertThat(header(fetch(href), "Content-Disposition"))
          .contains("image-" + study.uid() + ".1.");
    }

    @Test
    void isRefusedInWordsIfTheArchiveCannotMakeOne() {
      TestStudy study = new TestStudy().requestedBy("RIZIV", number);
      TestArchive.storeReport(study);
      indexed.update();
      Browser.Page answer = browser.get(png(study, study, 1, 1));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.text()).contains("cannot make a picture of this object");
    }
  }

  /** As opening its page or its images does. */
  @Nested
  class AStudyThatWasNotOpened {
    private TestStudy study;

    @BeforeEach
    void isShared() {
      study = stored(new TestStudy());
      shares.share(study.uid(), person.id(), "Dr Emile Vuurtoren", null);
    }

    @Test
    void isOpenedByTheDownloadOfAllOfIt() {
      isOpenedBy(at(study) + "/download");
    }

    @Test
    void isOpenedByTheDownloadOfAnImage() {
      isOpenedBy(png(study, study, 1, 1));
    }

    @Test
    void isOpenedByTheDownloadOfAnObject() {
      isOpenedBy(at(study) + "/objects/" + study.instanceUid(1, 1) + "/file");
    }

    private void isOpenedBy(String path) {
      assertThat(newInTheList()).isEqualTo(1);
      assertThat(openedForItsSharer()).isFalse();
      for (int i = 0; i < 2; i++) {
        assertThat(fetch(path).statusCode()).isEqualTo(200);
        assertThat(newInTheList()).isZero();
        assertThat(openedForItsSharer()).isTrue();
        assertThat(events("StudyEvent.Opened")).as("once in a visit").isEqualTo(1);
      }
    }

    private int newInTheList() {
      return Jsoup.parse(browser.get("/studies").body()).select("tr.is-new").size();
    }

    private boolean openedForItsSharer() {
      return jdbc.sql(
              """
              select s.opened_at is not null from share_study s join share h on h.id = s.share_id
              where h.account_id = ? and s.study_uid = ?
              """)
          .params(person.id().value(), study.uid().value())
          .query(Boolean.class)
          .single();
    }
  }

  @Nested
  class N02_ForeignStudyByUid {
    @Test
    void isAnsweredLikeAnUnknownOne() {
      TestStudy foreign = new TestStudy().requestedBy("RIZIV", number + "7");
      TestArchive.store(foreign);
      TestStudy unknown = new TestStudy();
      Set<String> answers = new HashSet<>();
      for (TestStudy study : List.of(foreign, unknown)) {
        for (String path :
            List.of(
                at(study) + "/download",
                png(study, study, 1, 1),
                at(study) + "/series/" + study.seriesUid(1) + "/png",
                at(study) + "/objects/" + study.instanceUid(1, 1) + "/file")) {
          Browser.Page answer = browser.get(path);
          answers.add(answer.status() + answer.body());
        }
      }
      assertThat(answers).hasSize(1).allMatch(answer -> answer.startsWith("404"));
      assertThat(events("StudyEvent.Refused")).isEqualTo(8);
    }

    @Test
    void doesNotComeWithAnObjectUnderAStudyOfOnesOwn() {
      TestStudy foreign = new TestStudy().requestedBy("RIZIV", number + "7");
      TestArchive.store(foreign);
      TestStudy own = stored(mine());
      String object = "/instances/" + foreign.instanceUid(1, 1) + "/png";
      for (String path :
          List.of(
              png(own, foreign, 1, 1),
              at(own) + "/series/" + own.seriesUid(1) + object,
              at(own) + "/series/" + foreign.seriesUid(1) + "/png",
              at(own) + "/objects/" + foreign.instanceUid(1, 1) + "/file")) {
        assertThat(browser.get(path).status()).as(path).isEqualTo(404);
      }
    }
  }

  @Nested
  class N11_HostileObjects {
    @Test
    void havingAProgramInThePreambleLeaveWithoutIt() throws Exception {
      TestStudy study = stored(mine());
      byte[] file = TestArchive.file(study.instanceUid(1, 1).value());
      byte[] program = "MZ\u0090 this program runs".getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(program, 0, file, 0, program.length);
      TestArchive.remove(study.uid());
      TestArchive.upload(file);
      assertThat(Arrays.copyOf(TestArchive.file(study.instanceUid(1, 1).value()), 2))
          .containsExactly('M', 'Z');
      byte[] zipped =
          Objects.requireNonNull(
              files(fetch(at(study) + "/download").body()).get("SERIES-01/IMAGE-0001.dcm"));
      byte[] single = fetch(at(study) + "/objects/" + study.instanceUid(1, 1) + "/file").body();
      for (byte[] given : List.of(zipped, single)) {
        assertThat(Arrays.copyOf(given, PREAMBLE)).containsOnly(0);
        assertThat(withoutPreamble(given)).isEqualTo(withoutPreamble(file));
      }
    }
  }

  private void assertThatBreaksOff(InputStream body) {
    CompletableFuture<byte[]> rest = CompletableFuture.supplyAsync(() -> readAll(body));
    assertThatThrownBy(() -> rest.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(UncheckedIOException.class);
    awaitEnd();
  }

  private void awaitEnd() {
    assertThat(Poll.until(Duration.ofSeconds(10), () -> !ends().isEmpty())).isTrue();
  }

  private static byte[] readAll(InputStream body) {
    try {
      return body.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A response of which the beginning was received. */
  private InputStream begun(String path) {
    try {
      InputStream body =
          HTTP.send(browser.request(path).build(), BodyHandlers.ofInputStream()).body();
      assertThat(body.read()).isPositive();
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<byte[]> fetch(String path) {
    return fetch(browser.request(path).build());
  }

  private static HttpResponse<byte[]> fetch(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String state(TestStudy study) {
    HttpRequest request =
        browser.request(at(study) + "/download/state").setHeader("Accept", "*/*").build();
    return new String(fetch(request).body(), StandardCharsets.UTF_8);
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
    return files.getOrDefault(name, new byte[PREAMBLE]);
  }

  private static byte[] withoutPreamble(byte[] file) {
    return Arrays.copyOfRange(file, PREAMBLE, file.length);
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private TestStudy mine() {
    return new TestStudy().requestedBy("RIZIV", number);
  }

  private TestStudy stored(TestStudy study) {
    TestArchive.store(study);
    indexed.update();
    return study;
  }

  private static String at(TestStudy study) {
    return "/studies/" + study.uid();
  }

  private static String png(TestStudy in, TestStudy of, int series, int image) {
    return at(in)
        + "/series/"
        + of.seriesUid(series)
        + "/instances/"
        + of.instanceUid(series, image)
        + "/png";
  }

  /** How downloads ended, and after how many objects. */
  private List<String> ends() {
    return jdbc
        .sql(
            """
            select (details ->> 'end') || ' ' || (details ->> 'objects') from audit_event
             where account_id = ? and type = 'StudyEvent.Downloaded' order by id
            """)
        .params(person.id().value())
        .query(String.class)
        .list()
        .stream()
        .map(String::valueOf)
        .toList();
  }

  private long events(String type) {
    return jdbc.sql("select count(*) from audit_event where account_id = ? and type = ?")
        .params(person.id().value(), type)
        .query(Long.class)
        .single();
  }
}

package org.sallyport.portal.studies.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.archive.TestVideo;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "still=yes")
@SallyportTest
class VideoTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final byte[] MP4 = TestVideo.mp4();

  /** A value of DICOM has an even length. */
  private static final int LENGTH = MP4.length + MP4.length % 2;

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired IndexedStudies indexed;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired VideoCopies copies;

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
    TestVideo.store(study, 2, MP4, TestVideo.H264);
    indexed.update();
  }

  @Test
  void isTheStreamAsItWasBeforeItWasWrapped() {
    HttpResponse<byte[]> whole = fetch(video(study, 2));
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).hasSize(LENGTH).startsWith(MP4);
    assertThat(header(whole, "Content-Type")).isEqualTo("video/mp4");
    assertThat(header(whole, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(whole, "Cache-Control")).contains("no-store");
    assertThat(header(whole, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(whole, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(header(whole, "Content-Security-Policy")).contains("default-src 'none'", "sandbox");
    assertThat(header(whole, "Content-Disposition"))
        .isEqualTo("inline; filename=\"video-" + study.instanceUid(2, 1) + ".mp4\"");
    assertThat(browser.get(at(study) + "/view").header("Content-Security-Policy"))
        .contains("media-src 'self'");
  }

  @Test
  void isGivenInRangesAndFromTheArchiveOnce() {
    List<String> asked =
        TestArchive.wire()
            .during(
                () -> {
                  isPart(fetch(video(study, 2), "bytes=0-99"), 0, 99);
                  isPart(fetch(video(study, 2), "bytes=9000-"), 9000, LENGTH - 1);
                  isPart(fetch(video(study, 2), "bytes=-10"), LENGTH - 10, LENGTH - 1);
                });
    String object = "/instances/" + study.instanceUid(2, 1) + " ";
    assertThat(asked.stream().filter(it -> it.contains(object))).hasSize(1);
  }

  @Test
  void inSeveralFragmentsIsOneStream() {
    TestArchive.storeFile(TestVideo.file(MP4, TestVideo.FRAGMENTABLE, 1000), study.object(3, 1));
    TestArchive.storeFile(TestVideo.file(MP4, TestVideo.H264, 4000), study.object(4, 1));
    assertThat(fetch(video(study, 3)).body()).hasSize(LENGTH).startsWith(MP4);
    // Its transfer syntax allows one fragment: the size is corrected once all of it was read.
    assertThat(Poll.until(Duration.ofSeconds(10), () -> length(video(study, 4)) == LENGTH))
        .isTrue();
    assertThat(fetch(video(study, 4)).body()).startsWith(MP4);
  }

  @Test
  void isRecordedOnceForAllRangesOfAVisit() {
    fetch(video(study, 2), "bytes=0-99");
    fetch(video(study, 2), "bytes=100-");
    assertThat(events("Shown")).isEqualTo(1);
    assertThat(events("Opened")).isEqualTo(1);
    assertThat(events("Downloaded")).isZero();
    clock.turn(Duration.ofMinutes(29));
    browser.get("/studies");
    clock.turn(Duration.ofMinutes(2));
    fetch(video(study, 2), "bytes=0-99");
    assertThat(events("Shown")).isEqualTo(2);
    assertThat(Jsoup.parse(browser.get(at(study) + "/log").body()).text())
        .contains("Looked at a video");
  }

  @Test
  void inAnotherContainerOrNoneIsRefused() {
    byte[] stream = new byte[2000];
    stream[3] = 1;
    TestVideo.store(study, 3, stream, TestVideo.H264);
    TestVideo.store(study, 4, stream, TestVideo.MPEG_2);
    assertThat(fetch(video(study, 3)).statusCode()).isEqualTo(406);
    assertThat(fetch(video(study, 4)).statusCode()).isEqualTo(406);
    assertThat(events("Shown")).isZero();
  }

  @Test
  void hasAFileWithoutANameForFiveMinutesAndWhatIsNoVideoHasNone() {
    copies.closeUnused();
    long before = openFiles();
    TestVideo.store(study, 3, new byte[2000], TestVideo.H264);
    fetch(video(study, 1));
    fetch(video(study, 3));
    assertThat(Poll.until(Duration.ofSeconds(10), () -> openFiles() == before)).isTrue();
    fetch(video(study, 2));
    assertThat(openFiles()).isEqualTo(before + 1);
    clock.turn(Duration.ofMinutes(4));
    copies.closeUnused();
    assertThat(openFiles()).isEqualTo(before + 1);
    clock.turn(Duration.ofMinutes(2));
    copies.closeUnused();
    assertThat(openFiles()).isEqualTo(before);
  }

  /** How many copies of videos this process has open. */
  private static long openFiles() {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.filter(it -> target(it).matches(".*/video[0-9]+\\.tmp \\(deleted\\)")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void isNotGivenInPlaceOfAPicture() {
    String series = "/series/" + study.seriesUid(2);
    assertThat(browser.get(at(study) + series + "/preview?of=1").header("Content-Type"))
        .isEqualTo("image/svg+xml");
    String object = series + "/instances/" + study.instanceUid(2, 1);
    assertThat(browser.get("/dicom-web" + at(study) + object + "/rendered").status())
        .isEqualTo(406);
  }

  @Test
  void isNotFoundInAnObjectOfAnotherKind() {
    assertThat(fetch(video(study, 1)).statusCode()).isEqualTo(404);
    assertThat(fetch(at(study) + "/objects/nonsense/video").statusCode()).isEqualTo(404);
    assertThat(browser.method("HEAD", video(study, 2)).status()).isEqualTo(405);
  }

  @Nested
  class N17_ARangeOfAVideo {
    @Test
    void thatIsNonsenseSeveralOrBeyondTheEndIsRefused() {
      for (String range :
          List.of("bytes=a-b", "bytes=0-1,5-6", "bytes=5-2", "bytes=-0", "bytes=" + LENGTH + "-")) {
        HttpResponse<byte[]> refused = fetch(video(study, 2), range);
        assertThat(refused.statusCode()).as(range).isEqualTo(416);
        assertThat(header(refused, "Content-Range")).isEqualTo("bytes */" + LENGTH);
        assertThat(new String(refused.body(), StandardCharsets.ISO_8859_1)).doesNotContain("ftyp");
      }
      assertThat(fetch(video(study, 2), "bytes=0-1", "bytes=2-3").statusCode()).isEqualTo(416);
      assertThat(fetch(video(study, 2), "items=0-1").statusCode()).isEqualTo(200);
    }
  }

  @Nested
  class N02_AForeignVideo {
    @Test
    void isAnsweredLikeAnUnknownOne() {
      TestStudy foreign = new TestStudy().requestedBy("RIZIV", number + "7");
      TestArchive.store(foreign);
      TestVideo.store(foreign, 2, MP4, TestVideo.H264);
      TestStudy unknown = new TestStudy();
      HttpResponse<byte[]> first = fetch(video(foreign, 2), "bytes=0-99");
      HttpResponse<byte[]> second = fetch(video(unknown, 2), "bytes=0-99");
      assertThat(List.of(first.statusCode(), second.statusCode())).containsOnly(404);
      assertThat(first.body()).isEqualTo(second.body());
      assertThat(events("Refused")).isEqualTo(2);
      String underOwn = at(study) + "/objects/" + foreign.instanceUid(2, 1) + "/video";
      assertThat(fetch(underOwn, "bytes=0-99").statusCode()).isEqualTo(404);
    }

    @Test
    void isNotGivenFromACopyToWhoMayNotSeeIt() {
      isPart(fetch(video(study, 2), "bytes=0-99"), 0, 99);
      Browser other = Visitors.signedIn(people.byEmail(), port);
      assertThat(other.get(video(study, 2)).status()).isEqualTo(404);
      assertThat(new Browser(port).get(video(study, 2)).location()).endsWith("/login");
      browser.get("/studies");
      browser.copy().post("/logout");
      assertThat(browser.get(video(study, 2)).location()).endsWith("/login");
    }
  }

  private void isPart(HttpResponse<byte[]> answer, int first, int last) {
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(header(answer, "Content-Range"))
        .isEqualTo("bytes " + first + "-" + last + "/" + LENGTH);
    assertThat(answer.body())
        .isEqualTo(Arrays.copyOfRange(Arrays.copyOf(MP4, LENGTH), first, last + 1));
  }

  private int length(String path) {
    try {
      return fetch(path).body().length;
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  private HttpResponse<byte[]> fetch(String path, String... ranges) {
    HttpRequest.Builder request = browser.request(path);
    for (String range : ranges) {
      request.header("Range", range);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private long events(String type) {
    return rows.events(person.id(), "StudyEvent." + type);
  }

  private static String at(TestStudy study) {
    return "/studies/" + study.uid();
  }

  private static String video(TestStudy study, int series) {
    return at(study) + "/objects/" + study.instanceUid(series, 1) + "/video";
  }
}

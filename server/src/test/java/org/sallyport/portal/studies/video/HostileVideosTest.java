package org.sallyport.portal.studies.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.Sweep;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.OnStubArchive;
import org.sallyport.testing.archive.StubArchive;
import org.sallyport.testing.archive.StubArchive.Content;
import org.sallyport.testing.archive.StubArchive.Stored;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.archive.TestVideo;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Videos that no archive should have, or that do not end. */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnStubArchive.class})
class HostileVideosTest {
  private static final StubArchive ARCHIVE = OnStubArchive.ARCHIVE;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration LONGER_THAN_A_RECHECK = Duration.ofSeconds(8);
  private static final String FTYP = "0000002066747970";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired Sweep sweep;

  private String number;
  private Browser browser;
  private StudyUid study;

  @BeforeEach
  void somebodySignedIn() {
    People.Person person = people.byEmail();
    number = numbers.give(person.id(), "RIZIV");
    browser = Visitors.signedIn(person, port);
    study = new TestStudy().uid();
  }

  @Nested
  class N11_HostileObjects {
    @ParameterizedTest
    @CsvSource({
      // No value, no fragment, a fragment of undefined length, no item, one that is cut.
      "'', 1.2.840.10008.1.2.4.102",
      "e07f1000 4f420000 10000000, 1.2.840.10008.1.2.4.102",
      "e07f1000 4f420000 ffffffff feff00e0 00000000 feffdde0 00000000, 1.2.840.10008.1.2.4.102",
      "e07f1000 4f420000 ffffffff feff00e0 00000000 feff00e0 ffffffff, 1.2.840.10008.1.2.4.102",
      "e07f1000 4f420000 ffffffff feff00e0 00000000 28001000 00000000, 1.2.840.10008.1.2.4.102",
      "e07f1000 4f420000 ffffffff feff00e0 00000000 feff00e0 00010000, 1.2.840.10008.1.2.4.102",
      // A sequence that ends before it began; an attribute of four gigabytes.
      "feffdde0 00000000, 1.2.840.10008.1.2.4.102",
      "08000001 4f420000 feffffff 00, 1.2.840.10008.1.2.4.102"
    })
    void areNotDelivered(String hex, String syntax) {
      store(object(file(syntax, HexFormat.of().parseHex(hex.replace(" ", "")))));
      assertThat(browser.get(video()).status()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void thatAreNoDicomFilesAreNotDelivered() {
      store(object(StubArchive.text("<html>".repeat(100))));
      assertThat(browser.get(video()).status()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void areNotLargerThanTheSpaceForThem() {
      store(object(file(TestVideo.H264, fragment("0000007f", FTYP))));
      assertThat(browser.get(video()).status()).isEqualTo(507);
    }
  }

  @Nested
  class Rule34_AVideoThatIsSent {
    @Test
    void endsWithTheSession() throws Exception {
      CountDownLatch over = new CountDownLatch(1);
      store(
          object(
              out -> {
                file(TestVideo.H264, fragment("00000010", FTYP + "00".repeat(100_000))).write(out);
                out.flush();
                await(over);
              }));
      try (InputStream body = begun()) {
        browser.get("/studies");
        assertThat(browser.copy().post("/logout").status()).isEqualTo(302);
        long signedOut = System.nanoTime();
        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - signedOut))
            .isLessThan(LONGER_THAN_A_RECHECK);
      } finally {
        over.countDown();
      }
    }

    /** Before the beginning was sent, the answer says so. */
    @Test
    void isNeverWholeWhereTheArchiveStops() throws InterruptedException {
      store(object(file(TestVideo.H264, fragment("00000010", FTYP + "00".repeat(100_000)))));
      assertThat(isWhole()).isFalse();
    }

    private boolean isWhole() throws InterruptedException {
      try {
        return HTTP.send(browser.request(video()).build(), BodyHandlers.discarding()).statusCode()
            == 200;
      } catch (IOException e) {
        return false;
      }
    }
  }

  private InputStream begun() {
    try {
      HttpResponse<InputStream> answer =
          HTTP.send(browser.request(video()).build(), BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body().read()).isZero();
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch over) {
    try {
      assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Pixel data with an empty table of offsets and the beginning of one fragment. */
  private static byte[] fragment(String length, String content) {
    return HexFormat.of()
        .parseHex("e07f10004f420000ffffffff" + "feff00e000000000" + "feff00e0" + length + content);
  }

  /** A file with a meta information that has the transfer syntax only. */
  private static Content file(String syntax, byte[] rest) {
    return out -> {
      byte[] uid = (syntax + "\0".repeat(syntax.length() % 2)).getBytes(StandardCharsets.US_ASCII);
      ByteArrayOutputStream meta = new ByteArrayOutputStream();
      meta.write(element("02001000", "UI", uid));
      byte[] length = number(meta.size());
      out.write(new byte[128]);
      out.write("DICM".getBytes(StandardCharsets.US_ASCII));
      out.write(element("02000000", "UL", length));
      out.write(meta.toByteArray());
      out.write(rest);
    };
  }

  private static byte[] element(String tag, String vr, byte[] value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(HexFormat.of().parseHex(tag));
    out.write(vr.getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {(byte) value.length, 0});
    out.write(value);
    return out.toByteArray();
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private Stored object(Content content) {
    Content part =
        out -> {
          StubArchive.text("--" + StubArchive.BOUNDARY + "\r\n\r\n").write(out);
          content.write(out);
          end(out);
        };
    return new Stored(study + ".8", study + ".1", "CT", StubArchive.text("[]"), part);
  }

  private static void end(OutputStream out) throws IOException {
    StubArchive.text("\r\n--" + StubArchive.BOUNDARY + "--\r\n").write(out);
  }

  private void store(Stored... objects) {
    ARCHIVE.store(study, "RIZIV", number, objects);
    sweep.readRecent();
  }

  private String video() {
    return "/studies/" + study + "/objects/" + study + ".1/video";
  }
}

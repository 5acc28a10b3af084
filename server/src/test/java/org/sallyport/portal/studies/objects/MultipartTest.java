package org.sallyport.portal.studies.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
  private static final String HEADERS = "Content-Type: application/dicom\r\n\r\n";

  @Test
  void findsTheBoundaryOfAType() {
    assertThat(Multipart.boundary("multipart/related; type=\"application/dicom\"; boundary=a-b"))
        .contains("a-b");
    assertThat(Multipart.boundary("Multipart/Related;boundary=\"a b\";type=x")).contains("a b");
    assertThat(Multipart.boundary("application/zip")).isEmpty();
    assertThat(Multipart.boundary("multipart/related")).isEmpty();
  }

  @Test
  void readsEachPart() throws IOException {
    String body =
        "--B\r\n" + HEADERS + "one\r\n--B\r\n" + HEADERS + "\r\n--B\r\n\r\nthree\r\n--B--";
    assertThat(parts(body, 1000)).containsExactly("one", "", "three");
  }

  @Test
  void ignoresWhatComesBeforeAndWhatAPartSaysOfItsLength() throws IOException {
    String body = "hello\r\n--B  \r\nContent-Length: 1\r\n\r\nlonger\r\n--B--\r\nend";
    assertThat(parts(body, 1000)).containsExactly("longer");
  }

  @Test
  void skipsWhatIsNotReadOfAPart() throws IOException {
    Multipart multipart =
        new Multipart(stream("--B\r\n\r\none\r\n--B\r\n\r\ntwo\r\n--B--", 1000), "B");
    multipart.next();
    assertThat(text(multipart.next())).isEqualTo("two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no boundary",
        "--B\r\n\r\none",
        "--B\r\n\r\none\r\n--",
        "--B\r\n\r\none\r\n--B",
        "--B\r\nheader"
      })
  void failsIfItEndsTooEarly(String body) {
    assertThatThrownBy(() -> parts(body, 1000)).isInstanceOf(IOException.class);
  }

  @Test
  void failsIfHeadersAreEndless() {
    assertThatThrownBy(() -> parts("--B\r\n" + "x".repeat(100_000) + "\r\n", 1000))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void findsBoundariesWhereverTheNetworkCutsThem() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      String one = noise(random);
      String two = noise(random);
      String body = "--B-1\r\n\r\n" + one + "\r\n--B-1\r\n\r\n" + two + "\r\n--B-1--";
      Multipart multipart = new Multipart(stream(body, 1 + random.nextInt(50_000)), "B-1");
      assertThat(text(multipart.next())).isEqualTo(one);
      assertThat(text(multipart.next())).isEqualTo(two);
      assertThat(multipart.next()).isNull();
    }
  }

  /** Text with many beginnings of a boundary, around the size of the buffer. */
  private static String noise(Random random) {
    StringBuilder noise = new StringBuilder();
    int length = random.nextInt(150_000);
    while (noise.length() < length) {
      noise.append(
          switch (random.nextInt(4)) {
            case 0 -> "\r";
            case 1 -> "\r\n--B";
            case 2 -> "\r\n--B-2";
            default -> "x".repeat(random.nextInt(20_000));
          });
    }
    return noise.toString();
  }

  private static List<String> parts(String body, int atATime) throws IOException {
    Multipart multipart = new Multipart(stream(body, atATime), "B");
    List<String> parts = new ArrayList<>();
    for (InputStream part = multipart.next(); part != null; part = multipart.next()) {
      parts.add(text(part));
    }
    return parts;
  }

  private static String text(@Nullable InputStream part) throws IOException {
    return new String(Objects.requireNonNull(part).readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private static InputStream stream(String body, int atATime) {
    return new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(length, atATime));
      }
    };
  }
}

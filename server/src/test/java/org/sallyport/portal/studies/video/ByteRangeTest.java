package org.sallyport.portal.studies.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-, 0, 99",
    "bytes=0-0, 0, 0",
    "Bytes=10-19, 10, 19",
    "bytes=90-500, 90, 99",
    "bytes=90-999999999999999999, 90, 99",
    "bytes=99-, 99, 99",
    "bytes=-1, 99, 99",
    "bytes=-500, 0, 99"
  })
  void isWithinTheFile(String header, long first, long last) {
    assertThat(ByteRange.of(List.of(header), 100)).isEqualTo(new ByteRange.Part(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=-0",
        "bytes=a-b",
        "bytes=0x1-",
        "bytes=+1-",
        "bytes=5-2",
        "bytes=100-",
        "bytes=0-1,5-6",
        "bytes=0-1, 0-1",
        "bytes=9999999999999999999-",
        "bytes=0-9999999999999999999",
        "bytes=--1",
        "\u0000=1",
        "bytes=٠-١"
      })
  void isRefusedIfItIsNonsenseSeveralOrBeyondTheEnd(String header) {
    assertThat(ByteRange.of(List.of(header), 100)).isEqualTo(new ByteRange.Unsatisfiable());
  }

  @Test
  void isTheWholeFileIfNoneIsAskedFor() {
    Stream.of(List.<String>of(), List.of("items=0-1"))
        .forEach(it -> assertThat(ByteRange.of(it, 100)).isEqualTo(new ByteRange.Whole()));
  }

  @Test
  void isRefusedIfThereAreTwoHeaders() {
    assertThat(ByteRange.of(List.of("bytes=0-1", "bytes=0-1"), 100))
        .isEqualTo(new ByteRange.Unsatisfiable());
  }
}

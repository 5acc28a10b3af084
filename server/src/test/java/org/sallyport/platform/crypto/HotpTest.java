package org.sallyport.platform.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

  /** RFC 4226, appendix D. */
  @ParameterizedTest
  @CsvSource({
    "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314",
    "5, 254676", "6, 287922", "7, 162583", "8, 399871", "9, 520489"
  })
  void codesOfRfc4226(long counter, String code) {
    assertThat(Hotp.code(SECRET, counter)).isEqualTo(code);
  }

  /** RFC 6238, appendix B, SHA-1: the last six of the eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codesOfRfc6238(long seconds, String code) {
    assertThat(Hotp.code(SECRET, seconds / 30)).isEqualTo(code);
  }

  /** Compares with oathtool for the same key at a thousand times. */
  @Test
  void codesOfOathtool() throws IOException {
    String key = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    Process oathtool =
        new ProcessBuilder(
                "oathtool", "--totp", "--base32", "--now=2026-11-24 09:00:00 UTC", "-w", "999", key)
            .start();
    List<String> theirs;
    try (BufferedReader out = oathtool.inputReader()) {
      theirs = out.readAllLines();
    }
    long first = Instant.parse("2026-11-24T09:00:00Z").getEpochSecond() / 30;
    byte[] secret = new Base32().decode(key);
    List<String> ours =
        LongStream.range(first, first + 1000).mapToObj(step -> Hotp.code(secret, step)).toList();
    assertThat(theirs).isEqualTo(ours);
  }
}

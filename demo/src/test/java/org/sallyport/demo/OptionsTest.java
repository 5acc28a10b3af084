package org.sallyport.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void areThoseThatTheScriptPasses() {
    assertThat(
            Options.of(
                "--port=81", "--outbox-port=82", "--data=/d", "--samples=/s", "--lan=127.0.0.1"))
        .isEqualTo(
            new Options(
                81, 82, Path.of("/d"), Path.of("/s"), false, InetAddress.getLoopbackAddress()));
    assertThat(Options.of("--fresh"))
        .satisfies(options -> assertThat(options.fresh()).isTrue())
        .satisfies(options -> assertThat(options.lan()).isNull())
        .satisfies(options -> assertThat(options.data().toString()).endsWith("/.sallyport/demo"));
  }

  @ParameterizedTest
  @CsvSource({
    "--prot=80,demo: no such option: --prot",
    "--port=80000,no port: 80000",
    "--port=8026,the portal and the outbox cannot both have port 8026",
    "--lan=nowhere,demo: nowhere is no address of this machine"
  })
  void areRefusedInOneLine(String word, String line) {
    assertThatThrownBy(() -> Options.of(word)).isInstanceOf(Refused.class).hasMessage(line);
  }
}

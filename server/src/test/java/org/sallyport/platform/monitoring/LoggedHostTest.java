package org.sallyport.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class LoggedHostTest {
  @Test
  void linesOfAStructuredLogNameTheMachine() throws Exception {
    MockEnvironment settings = new MockEnvironment();
    new LoggedHost().postProcessEnvironment(settings, new SpringApplication());
    assertThat(
            Binder.get(settings)
                .bind("logging.structured.json.add", Bindable.mapOf(String.class, String.class))
                .get())
        .containsEntry("host.name", Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
  }
}

package org.sallyport.gate.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.yaml.snakeyaml.Yaml;

/** The routes of docs/mail.md. */
class GuideRoutesTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```yaml mail-routes\n(.*?)```");

  private static MailProperties ofGuide() throws IOException {
    MatchResult block =
        BLOCK
            .matcher(Files.readString(Path.of("../docs/mail.md")))
            .results()
            .findFirst()
            .orElseThrow();
    Map<String, Object> settings = new Yaml().load(block.group(1));
    return new Binder(new MapConfigurationPropertySource(settings))
        .bind("sallyport.mail", MailProperties.class)
        .get();
  }

  @Test
  void areUnderstood() throws IOException {
    MailWriter writer = Mockito.mock(MailWriter.class);
    Mockito.when(writer.host()).thenReturn("portal.example.org");
    SmtpRoutes routes = new SmtpRoutes(null, ofGuide(), writer, Duration.ofSeconds(30));
    assertThat(routes.all())
        .extracting(it -> it.terms().name())
        .containsExactly("hospital", "inside", "standby");
    assertThat(routes.all().get(1).closeness("anna@ward.example.org")).isEqualTo(2);
    assertThat(ofGuide().routes()).hasEntrySatisfying("standby", this::hasTlsFromTheFirstByte);
    assertThat(ofGuide().routes().values()).noneMatch(it -> it.toString().contains("change-this"));
  }

  private void hasTlsFromTheFirstByte(SmtpRouteProperties route) {
    assertThat(route.server("portal.example.org").getProtocol()).isEqualTo("smtps");
    assertThat(route.effectivePort()).isEqualTo(465);
  }
}

package org.sallyport.gate.delivery.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.gate.delivery.Channel;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.yaml.snakeyaml.Yaml;

/** The routes of docs/sms.md. */
class GuideRoutesTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```yaml routes\n(.*?)```");

  static List<String> blocks() throws IOException {
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(Path.of("../docs/sms.md")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(blocks).hasSizeGreaterThan(2);
    return blocks;
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void areUnderstood(String block) {
    Map<String, Object> settings = new Yaml().load(block);
    SmsRoutesProperties read =
        new Binder(new MapConfigurationPropertySource(settings))
            .bind("sallyport.sms", SmsRoutesProperties.class)
            .get();
    assertThat(read.routes()).isNotEmpty();
    assertThat(allOf(TestRoutes.of(none(), read.routes()))).isEqualTo(read.routes().size());
  }

  private static int allOf(SmsRoutes routes) {
    return Stream.of(Channel.SMS, Channel.VOICE).mapToInt(it -> routes.of(it).size()).sum();
  }

  private static SmsProperties none() {
    return new Binder(new MapConfigurationPropertySource(Map.of()))
        .bindOrCreate("sallyport.sms.http", Bindable.of(SmsProperties.class));
  }
}

package org.sallyport.testing.archive;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Connects an application to a stub instead of the archive; tests that use it share one. */
public final class OnStubArchive
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  public static final StubArchive ARCHIVE = new StubArchive();

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("stub", Map.of("sallyport.archive.url", ARCHIVE.url())));
  }
}

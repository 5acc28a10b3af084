package org.sallyport.testing;

import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.ConfigurableEnvironment;

/** The form of the log, which all applications of a JVM share: that of the one that began first. */
public final class LogForm {
  private LogForm() {}

  /** Gives the log the form that an application has set. */
  public static void asSetIn(ConfigurableEnvironment settings) {
    LoggingSystem log = LoggingSystem.get(LogForm.class.getClassLoader());
    log.cleanUp();
    log.initialize(new LoggingInitializationContext(settings), null, null);
  }
}

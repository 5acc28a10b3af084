package org.sallyport.platform.tracing;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.web.context.ConfigurableWebEnvironment;

/** Whether this process traces: it is the server, no command, and a collector is set. */
final class TracingSet implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return in(context.getEnvironment());
  }

  static boolean in(Environment environment) {
    return environment instanceof ConfigurableWebEnvironment
        && !environment.getProperty(TracingProperties.URL, "").isBlank();
  }
}

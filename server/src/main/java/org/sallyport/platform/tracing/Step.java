package org.sallyport.platform.tracing;

import io.micrometer.tracing.Span;
import java.util.Arrays;
import java.util.Locale;

/** The kinds of steps. */
public enum Step {
  /** A request to the gateway for DICOMweb, which Spring MVC does not observe. */
  DICOMWEB(Span.Kind.SERVER),
  /** A request to the archive, until its response begins. */
  ARCHIVE(Span.Kind.CLIENT),
  /** Handing over a mail. */
  EMAIL(Span.Kind.CLIENT),
  /** Handing over an SMS. */
  SMS(Span.Kind.CLIENT),
  /** Handing over a call. */
  VOICE(Span.Kind.CLIENT),
  /** Waking a phone by its push service. */
  PUSH(Span.Kind.CLIENT);

  private final Span.Kind kind;

  Step(Span.Kind kind) {
    this.kind = kind;
  }

  Span.Kind kind() {
    return kind;
  }

  /** The name in traces. */
  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static boolean isOne(String name) {
    return Arrays.stream(values()).anyMatch(step -> step.stored().equals(name));
  }
}

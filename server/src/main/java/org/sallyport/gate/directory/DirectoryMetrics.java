package org.sallyport.gate.directory;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.sallyport.gate.directory.ldap.BindAnswer;
import org.springframework.stereotype.Component;

/** Counters of passwords that were passed on to directories, by what these answered. */
@Component
class DirectoryMetrics {
  private final MeterRegistry meters;

  DirectoryMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(String directory, BindAnswer answer) {
    count(directory, answer.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  void count(String directory, String answer) {
    Counter.builder("sallyport.directory.passwords")
        .description("Passwords that were passed on to a directory, by its answer")
        .tag("directory", directory)
        .tag("answer", answer)
        .register(meters)
        .increment();
  }
}

package org.sallyport.gate.directory;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.sallyport.gate.directory.ldap.BindAnswer;
import org.sallyport.gate.directory.ldap.PasswordAnswer;
import org.springframework.stereotype.Component;

/**
 * Counters of passwords that were passed on to directories, by what these answered, and of Kerberos
 * tickets.
 */
@Component
class DirectoryMetrics {
  private final MeterRegistry meters;

  /** What a ticket can come to. */
  private static final List<String> OUTCOMES =
      List.of(
          "accepted",
          "refused",
          "not-valid",
          "ntlm",
          "other-realm",
          "unknown",
          "throttled",
          "unreachable");

  DirectoryMetrics(MeterRegistry meters) {
    this.meters = meters;
    OUTCOMES.forEach(this::tickets);
  }

  private Counter tickets(String outcome) {
    return Counter.builder("sallyport.directory.tickets")
        .description("Kerberos tickets that browsers brought, by what came of them")
        .tag("outcome", outcome)
        .register(meters);
  }

  void ticket(String outcome) {
    tickets(outcome).increment();
  }

  void count(String directory, BindAnswer answer) {
    count(directory, answer.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** Counts a forgotten password that was to be set. */
  void count(String directory, PasswordAnswer answer) {
    count(directory, "reset-" + answer.name().toLowerCase(Locale.ROOT).replace('_', '-'));
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

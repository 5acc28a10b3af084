package org.sallyport.gate.delivery.mail;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.ChannelSender;
import org.sallyport.gate.delivery.routes.MemoryLedger;
import org.sallyport.gate.delivery.routes.RouteStates;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail servers without an outbox around them. */
final class TestMail {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private TestMail() {}

  static MailProperties properties(@Nullable String from, @Nullable Tls tls) {
    return new MailProperties(from, tls, null, Map.of());
  }

  /** One server. */
  static ChannelSender through(@Nullable JavaMailSenderImpl server, Tls tls, MailWriter writer) {
    return through(server, tls, writer, LONGEST);
  }

  static ChannelSender through(
      @Nullable JavaMailSenderImpl server, Tls tls, MailWriter writer, Duration longest) {
    SmtpRoutes routes = new SmtpRoutes(server, properties(null, tls), writer, longest);
    MemoryLedger ledger = new MemoryLedger();
    RouteStates states =
        new RouteStates(ledger, any -> {}, new SimpleMeterRegistry(), Clock.systemUTC());
    return new MailChannelSender(routes, states, ledger);
  }
}

package org.sallyport.gate.delivery.mail;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether the mail server accepts a connection and the login. It is asked once a minute, so that a
 * failure is seen before somebody needs a code.
 */
@Component("mailHealthIndicator")
class MailHealth extends DependencyHealth {
  private final @Nullable JavaMailSenderImpl sender;

  @Autowired
  MailHealth(ObjectProvider<JavaMailSenderImpl> sender, Clock clock, MeterRegistry meters) {
    this(sender.getIfAvailable(), clock, meters);
  }

  private MailHealth(@Nullable JavaMailSenderImpl sender, Clock clock, MeterRegistry meters) {
    super("mail", sender != null, clock, meters);
    this.sender = sender;
  }

  /** Opens a connection to the mail server, logs in where that is set up, and closes it. */
  @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  void check() {
    if (sender == null) {
      return;
    }
    try {
      sender.testConnection();
      answered();
    } catch (MessagingException e) {
      failed();
    }
  }
}

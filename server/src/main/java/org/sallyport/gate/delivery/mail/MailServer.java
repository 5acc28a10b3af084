package org.sallyport.gate.delivery.mail;

import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Loopback;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Configures the connection to a mail server: short timeouts, TLS with certificate checks, and an
 * end that does not wait for the server's farewell.
 */
final class MailServer {
  /** The longest wait for a connection, and for each answer. */
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  private MailServer() {}

  /**
   * Adds defaults to the sender; values set by the installation are kept.
   *
   * @param ownName the name used in EHLO (RFC 5321 section 4.1.1.1)
   * @param timeout the longest wait for a connection, and for each answer
   */
  static void prepare(
      JavaMailSenderImpl sender, @Nullable Tls tls, String ownName, Duration timeout) {
    Tls effective = tls == null ? defaultFor(sender.getHost()) : tls;
    if (effective == Tls.IMPLICIT) {
      sender.setProtocol("smtps");
    }
    Properties settings = sender.getJavaMailProperties();
    String prefix = "mail." + Objects.requireNonNullElse(sender.getProtocol(), "smtp") + ".";
    String milliseconds = String.valueOf(timeout.toMillis());
    settings.putIfAbsent(prefix + "connectiontimeout", milliseconds);
    settings.putIfAbsent(prefix + "timeout", milliseconds);
    settings.putIfAbsent(prefix + "writetimeout", milliseconds);
    settings.putIfAbsent(prefix + "localhost", ownName);
    settings.putIfAbsent(prefix + "quitwait", "false");
    settings.putIfAbsent(prefix + "ssl.checkserveridentity", "true");
    boolean isStartTls = effective == Tls.REQUIRED || effective == Tls.OPPORTUNISTIC;
    settings.putIfAbsent(prefix + "starttls.enable", String.valueOf(isStartTls));
    settings.putIfAbsent(prefix + "starttls.required", String.valueOf(effective == Tls.REQUIRED));
  }

  private static Tls defaultFor(@Nullable String host) {
    return host == null || Loopback.is(host) ? Tls.NONE : Tls.REQUIRED;
  }
}

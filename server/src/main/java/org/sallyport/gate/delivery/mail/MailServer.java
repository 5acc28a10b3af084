package org.sallyport.gate.delivery.mail;

import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Loopback;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Configures the connection to the mail server: short timeouts, TLS with certificate checks, and an
 * end that does not wait for the server's farewell.
 */
final class MailServer {
  private static final String TIMEOUT_MILLISECONDS = "10000";

  private MailServer() {}

  /**
   * Adds defaults to the sender; values set by the installation are kept.
   *
   * @param ownName the name used in EHLO (RFC 5321 section 4.1.1.1)
   */
  static void prepare(JavaMailSenderImpl sender, @Nullable Tls tls, String ownName) {
    Properties settings = sender.getJavaMailProperties();
    String prefix = "mail." + Objects.requireNonNullElse(sender.getProtocol(), "smtp") + ".";
    settings.putIfAbsent(prefix + "connectiontimeout", TIMEOUT_MILLISECONDS);
    settings.putIfAbsent(prefix + "timeout", TIMEOUT_MILLISECONDS);
    settings.putIfAbsent(prefix + "writetimeout", TIMEOUT_MILLISECONDS);
    settings.putIfAbsent(prefix + "localhost", ownName);
    settings.putIfAbsent(prefix + "quitwait", "false");
    settings.putIfAbsent(prefix + "ssl.checkserveridentity", "true");
    Tls effective = tls == null ? defaultFor(sender.getHost()) : tls;
    settings.putIfAbsent(prefix + "starttls.enable", String.valueOf(effective != Tls.NONE));
    settings.putIfAbsent(prefix + "starttls.required", String.valueOf(effective == Tls.REQUIRED));
  }

  private static Tls defaultFor(@Nullable String host) {
    return host == null || Loopback.is(host) ? Tls.NONE : Tls.REQUIRED;
  }
}

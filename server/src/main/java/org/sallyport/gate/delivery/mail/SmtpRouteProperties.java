package org.sallyport.gate.delivery.mail;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.routes.RouteTerms;
import org.sallyport.platform.installation.Loopback;
import org.sallyport.platform.policy.NamedSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * A route of mails: one mail server.
 *
 * @param host its host
 * @param port its port; 587 if not set, 465 where tls is "implicit", 25 where it is "none"
 * @param username user of the mail server; none if not set
 * @param password password of that user
 * @param tls "required" for STARTTLS, or "implicit" for TLS from the first byte; "none" for a
 *     server on this machine alone. If not set, "required", or "none" for a server on this machine
 * @param domains the domains of the receivers whose mails it takes, each with the domains below it,
 *     for example hospital.example. All if empty. A route that names the domain is asked before one
 *     that takes all
 * @param weight its share of the mails among routes of the same price
 * @param price of one mail. Cheaper routes are asked first, those without a price last, and
 *     spring.mail.host has none: a price of 0 makes a server the first, and the others stand by
 * @param timeout the longest wait for a connection, and for each answer
 */
@NamedSettings
@ConfigurationProperties("sallyport.mail.routes.name")
record SmtpRouteProperties(
    @Nullable String host,
    @Nullable Integer port,
    @Nullable String username,
    @Nullable String password,
    @Nullable Tls tls,
    @DefaultValue List<String> domains,
    @DefaultValue("1") int weight,
    @Nullable BigDecimal price,
    @DefaultValue("10s") Duration timeout) {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_WEIGHT = 1000;
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);
  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;
  private static final int SMTP = 25;

  SmtpRouteProperties {
    if (host == null || host.isBlank()) {
      throw refused("host must be set");
    }
    if (port != null && (port < 1 || port > MAX_PORT)) {
      throw refused("port must be 1 to " + MAX_PORT);
    }
    if ((username == null) != (password == null)) {
      throw refused("username and password belong together");
    }
    if (tls == Tls.OPPORTUNISTIC || (tls == Tls.NONE && !Loopback.is(host))) {
      throw refused("tls must be required or implicit, or none to this same machine");
    }
    if (weight < 1 || weight > MAX_WEIGHT) {
      throw refused("weight must be 1 to " + MAX_WEIGHT);
    }
    if (price != null && price.signum() < 0) {
      throw refused("price must not be negative");
    }
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw refused("timeout must be more than 0s, and at most 30s");
    }
    new MailDomains(domains);
  }

  static IllegalArgumentException refused(String words) {
    return new IllegalArgumentException("sallyport.mail.routes: " + words);
  }

  RouteTerms terms(String name) {
    return new RouteTerms(name, weight, price);
  }

  String address() {
    return String.valueOf(host);
  }

  private Tls effectiveTls() {
    return Objects.requireNonNullElse(tls, Loopback.is(address()) ? Tls.NONE : Tls.REQUIRED);
  }

  int effectivePort() {
    return Objects.requireNonNullElse(
        port,
        switch (effectiveTls()) {
          case IMPLICIT -> SUBMISSIONS;
          case REQUIRED, OPPORTUNISTIC -> SUBMISSION;
          case NONE -> SMTP;
        });
  }

  /**
   * The server, ready to be connected to.
   *
   * @param ownName the name used in EHLO
   */
  JavaMailSenderImpl server(String ownName) {
    JavaMailSenderImpl server = new JavaMailSenderImpl();
    server.setHost(host);
    server.setPort(effectivePort());
    server.setUsername(username);
    server.setPassword(password);
    MailServer.prepare(server, effectiveTls(), ownName, timeout);
    return server;
  }

  /** Omits the secret. */
  @Override
  public String toString() {
    return "SmtpRouteProperties[" + host + "]";
  }
}

package org.sallyport.gate.delivery.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.installation.Loopback;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * The mail servers: whether each answers, offers the encryption that is required and accepts the
 * password; and, on request, whether it takes a mail.
 */
final class MailExamination implements Examination {
  private static final String MAIL = "mail";
  private static final String HOST = "spring.mail.host";
  private static final String NOT_UNDERSTOOD = "not tried: its settings are not understood";

  @Override
  public String subject() {
    return MAIL;
  }

  /**
   * A mail server.
   *
   * @param lead the name of its route before what is found; empty for the route default
   * @param credentials the settings of its user and password
   * @param inTheClear whether it is on another machine, and no encryption is asked for
   */
  private record Server(
      String lead,
      String setting,
      String credentials,
      JavaMailSenderImpl sender,
      MailDomains domains,
      boolean inTheClear) {

    private String host() {
      return String.valueOf(sender.getHost());
    }

    private String where() {
      return lead + host() + ":" + sender.getPort();
    }

    private @Nullable String takes(@Nullable String to) {
      return to == null || domains.closeness(to) < 0 ? null : to;
    }
  }

  @Override
  public List<Finding> examine(Examined examined) {
    Optional<org.sallyport.gate.delivery.mail.MailProperties> ours =
        examined.bound("sallyport.mail", org.sallyport.gate.delivery.mail.MailProperties.class);
    if (ours.isEmpty()) {
      return List.of(Finding.error(MAIL, NOT_UNDERSTOOD));
    }
    String host = examined.value(HOST).orElse("");
    if (host.isEmpty() && ours.get().routes().isEmpty()) {
      return List.of(
          Finding.error(MAIL, HOST + " is not set, and notices, links and codes go by e-mail"));
    }
    List<Finding> findings = new ArrayList<>();
    if (!host.isEmpty()) {
      findings.addAll(
          standard(examined, ours.get())
              .map(server -> examine(examined, server, ours.get().from()))
              .orElseGet(() -> List.of(Finding.error(MAIL, NOT_UNDERSTOOD))));
    }
    new TreeMap<>(ours.get().routes())
        .forEach(
            (name, route) ->
                findings.addAll(
                    examine(examined, named(examined, name, route), ours.get().from())));
    return findings;
  }

  private static Optional<Server> standard(
      Examined examined, org.sallyport.gate.delivery.mail.MailProperties ours) {
    return examined
        .bound("spring.mail", MailProperties.class)
        .map(
            server -> {
              JavaMailSenderImpl sender = sender(server);
              MailServer.prepare(
                  sender, ours.tls(), examined.publicUrl().getHost(), MailServer.TIMEOUT);
              return new Server(
                  "",
                  HOST,
                  "spring.mail.username and spring.mail.password",
                  sender,
                  new MailDomains(List.of()),
                  ours.tls() == Tls.NONE && !Loopback.is(String.valueOf(server.getHost())));
            });
  }

  private static Server named(Examined examined, String name, SmtpRouteProperties route) {
    return new Server(
        "route " + name + ": ",
        "route " + name,
        "username and password",
        route.server(examined.publicUrl().getHost()),
        new MailDomains(route.domains()),
        false);
  }

  private static List<Finding> examine(Examined examined, Server server, @Nullable String from) {
    if (!isFound(server.host())) {
      return List.of(
          Finding.error(
              MAIL, server.setting() + ": no host of the name " + server.host() + " is found"));
    }
    String to = server.takes(examined.mailTo());
    List<Finding> findings = new ArrayList<>();
    try {
      if (!signsIn(server.sender())) {
        findings.add(
            Finding.warning(
                MAIL,
                server.where()
                    + ": offers no sign-in (AUTH), so "
                    + server.credentials()
                    + " are not used"));
      }
      if (to != null) {
        server.sender().send(trial(server.sender(), examined, from, to));
      }
    } catch (MessagingException | MailException | UnsupportedEncodingException e) {
      findings.add(Finding.error(MAIL, server.where() + ": " + words(e, server.credentials())));
    }
    if (server.inTheClear()) {
      findings.add(
          Finding.warning(
              MAIL, "codes cross the network in the clear: sallyport.mail.tls is none"));
    }
    return findings.isEmpty() ? List.of(Finding.sound(MAIL, sound(server.where(), to))) : findings;
  }

  /** Connects as a delivery does; false if there is a password that the server does not ask for. */
  private static boolean signsIn(JavaMailSenderImpl sender) throws MessagingException {
    String protocol = Objects.requireNonNullElse(sender.getProtocol(), "smtp");
    try (Transport transport = sender.getSession().getTransport(protocol)) {
      transport.connect(
          sender.getHost(), sender.getPort(), sender.getUsername(), sender.getPassword());
      return sender.getUsername() == null
          || !(transport instanceof SMTPTransport smtp)
          || smtp.supportsExtension("AUTH");
    }
  }

  private static String sound(String where, @Nullable String to) {
    return to == null
        ? where + " answers; --mail-to ADDRESS sends a mail"
        : where + " took a mail for " + to + ": see whether it arrives, and not among spam";
  }

  private static JavaMailSenderImpl sender(MailProperties server) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(server.getHost());
    sender.setPort(port(server));
    sender.setUsername(server.getUsername());
    sender.setPassword(server.getPassword());
    sender.setProtocol(server.getProtocol());
    sender.getJavaMailProperties().putAll(server.getProperties());
    return sender;
  }

  private static int port(MailProperties server) {
    if (server.getPort() != null) {
      return server.getPort();
    }
    return "smtps".equals(server.getProtocol()) ? 465 : 25;
  }

  private static MimeMessage trial(
      JavaMailSenderImpl sender, Examined examined, @Nullable String from, String to)
      throws MessagingException, UnsupportedEncodingException {
    MimeMessage mail = sender.createMimeMessage();
    mail.setFrom(
        org.sallyport.gate.delivery.mail.MailProperties.parse(
            Objects.requireNonNullElse(from, "sallyport@" + examined.publicUrl().getHost())));
    mail.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(to, true));
    mail.setSubject("sallyport doctor", StandardCharsets.UTF_8.name());
    mail.setText(
        "This mail was sent by: sallyport doctor --mail-to\n", StandardCharsets.UTF_8.name());
    return mail;
  }

  private static boolean isFound(String host) {
    try {
      return InetAddress.getByName(host) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The last cause; the server's own words may name an address, never a password. */
  private static String words(Exception failure, String credentials) {
    Throwable last = failure;
    for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
      if (cause instanceof AuthenticationFailedException) {
        return "refuses " + credentials;
      }
      last = cause;
    }
    return Objects.requireNonNullElse(last.getMessage(), last.getClass().getSimpleName());
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure instanceof MessagingException mail && mail.getNextException() != null
        ? mail.getNextException()
        : failure.getCause();
  }
}

package org.sallyport.gate.delivery.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.installation.Loopback;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * The mail server: whether it answers, offers the encryption that is required and accepts the
 * password; and, on request, whether it takes a mail.
 */
final class MailExamination implements Examination {
  private static final String MAIL = "mail";
  private static final String HOST = "spring.mail.host";

  @Override
  public String subject() {
    return MAIL;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    String host = examined.value(HOST).orElse("");
    if (host.isEmpty()) {
      return List.of(
          Finding.error(MAIL, HOST + " is not set, and notices, links and codes go by e-mail"));
    }
    if (!isFound(host)) {
      return List.of(Finding.error(MAIL, HOST + ": no host of the name " + host + " is found"));
    }
    return examined
        .bound("spring.mail", MailProperties.class)
        .flatMap(
            server ->
                examined
                    .bound("sallyport.mail", org.sallyport.gate.delivery.mail.MailProperties.class)
                    .map(ours -> examine(examined, host, server, ours)))
        .orElseGet(
            () -> List.of(Finding.error(MAIL, "not tried: its settings are not understood")));
  }

  private static List<Finding> examine(
      Examined examined,
      String host,
      MailProperties server,
      org.sallyport.gate.delivery.mail.MailProperties ours) {
    JavaMailSenderImpl sender = sender(server);
    MailServer.prepare(sender, ours.tls(), examined.publicUrl().getHost());
    String where = host + ":" + port(server);
    List<Finding> findings = new ArrayList<>();
    try {
      sender.testConnection();
      if (examined.mailTo() != null) {
        sender.send(trial(sender, examined, ours.from(), examined.mailTo()));
      }
    } catch (MessagingException | MailException | UnsupportedEncodingException e) {
      findings.add(Finding.error(MAIL, where + ": " + words(e)));
    }
    if (ours.tls() == Tls.NONE && !Loopback.is(host)) {
      findings.add(
          Finding.warning(
              MAIL, "codes cross the network in the clear: sallyport.mail.tls is none"));
    }
    return findings.isEmpty()
        ? List.of(Finding.sound(MAIL, sound(where, examined.mailTo())))
        : findings;
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
  private static String words(Exception failure) {
    Throwable last = failure;
    for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
      if (cause instanceof AuthenticationFailedException) {
        return "refuses spring.mail.username and spring.mail.password";
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

package org.sallyport.gate.delivery.mail;

import jakarta.mail.MessagingException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.Route;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.gate.delivery.routes.RouteAnswer.Cause;
import org.sallyport.gate.delivery.routes.RouteTerms;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.monitoring.CertificateUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A route of mails: one mail server, with connections of its own. */
final class SmtpRoute implements Route {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpRoute.class);

  private final RouteTerms terms;
  private final MailDomains domains;
  private final JavaMailSenderImpl server;
  private final SmtpConnections connections;
  private final MailWriter writer;
  private final Duration longest;

  /**
   * Creates a route.
   *
   * @param longest for one mail, from the connection to the last reply
   */
  SmtpRoute(
      RouteTerms terms,
      MailDomains domains,
      JavaMailSenderImpl server,
      MailWriter writer,
      Duration longest) {
    this.terms = terms;
    this.domains = domains;
    this.server = server;
    this.connections = new SmtpConnections(server);
    this.writer = writer;
    this.longest = longest;
  }

  SmtpConnections connections() {
    return connections;
  }

  /** Whether the server accepts a connection, and the login where there is one. */
  boolean isReached() {
    try {
      server.testConnection();
      return true;
    } catch (MessagingException e) {
      return false;
    }
  }

  /** The address of the server, as {@link CertificateUse} writes it; empty without TLS. */
  Optional<URI> secured() {
    String protocol = Objects.requireNonNullElse(server.getProtocol(), "smtp");
    boolean isStartTls =
        Boolean.parseBoolean(
            server.getJavaMailProperties().getProperty("mail." + protocol + ".starttls.enable"));
    return protocol.equals("smtps") || isStartTls
        ? Optional.of(
            URI.create(
                protocol
                    + "://"
                    + server.getHost()
                    + (server.getPort() > 0 ? ":" + server.getPort() : "")))
        : Optional.empty();
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public RouteTerms terms() {
    return terms;
  }

  @Override
  public int closeness(String destination) {
    return domains.closeness(destination);
  }

  @Override
  public String country(String destination) {
    return "none";
  }

  @Override
  public @Nullable BigDecimal cost(Message message) {
    return terms.price();
  }

  @Override
  public RouteAnswer send(MessageId id, Message message) {
    SMTPMessage mail;
    try {
      mail = writer.write(server.getSession(), id, message);
    } catch (MessagingException | RuntimeException e) {
      LOG.error("message {} cannot be written as a mail: {}", id, e.getClass().getName());
      return new RouteAnswer.NotSent(StoredText.of("delivery.mail.not-written"), Cause.MESSAGE);
    }
    return inTime(id, mail);
  }

  /**
   * Applies one deadline to the whole hand-over: the socket timeouts apply to each reply only, so a
   * slow server could hold a place forever. On expiry the virtual thread is interrupted, which
   * closes its connection.
   */
  private RouteAnswer inTime(MessageId id, SMTPMessage mail) {
    EndOfMail end = new EndOfMail();
    FutureTask<RouteAnswer> task = new FutureTask<>(() -> handOver(id, mail, end));
    Thread thread = Thread.ofVirtual().name("smtp").start(task);
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("route {}: more than {} for one mail", terms.name(), longest);
      return giveUp(end, thread);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return giveUp(end, thread);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a mail could not be handed over", e.getCause());
    }
  }

  private static RouteAnswer giveUp(EndOfMail end, Thread thread) {
    boolean isCertain = end.giveUp();
    thread.interrupt();
    return isCertain
        ? new RouteAnswer.NotSent(StoredText.of("delivery.mail.not-reached"), Cause.UNAVAILABLE)
        : new RouteAnswer.Unclear();
  }

  private RouteAnswer handOver(MessageId id, SMTPMessage mail, EndOfMail end) {
    try {
      connections.send(id, mail, end);
      return new RouteAnswer.Accepted(null);
    } catch (MailNotTaken e) {
      return SmtpAnswer.of(e);
    }
  }
}

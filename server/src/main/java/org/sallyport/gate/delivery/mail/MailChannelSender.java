package org.sallyport.gate.delivery.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.ChannelSender;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.gate.delivery.mail.dkim.DkimProperties;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.messages.StoredText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends mails through the installation's mail server. */
@Component
@EnableConfigurationProperties({MailProperties.class, DkimProperties.class})
class MailChannelSender implements ChannelSender, DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(MailChannelSender.class);
  private static final Duration SEND_TIMEOUT = Duration.ofMinutes(2);

  private final @Nullable JavaMailSenderImpl sender;
  private final @Nullable SmtpConnections connections;
  private final MailWriter writer;
  private final Duration longest;

  @Autowired
  MailChannelSender(
      ObjectProvider<JavaMailSenderImpl> sender, MailProperties properties, MailWriter writer) {
    this(sender, properties, writer, SEND_TIMEOUT);
  }

  /**
   * Creates a sender with another deadline.
   *
   * @param longest for one message, from the connection to the last reply
   */
  MailChannelSender(
      ObjectProvider<JavaMailSenderImpl> sender,
      MailProperties properties,
      MailWriter writer,
      Duration longest) {
    this.longest = longest;
    this.sender = sender.getIfAvailable();
    this.writer = writer;
    if (this.sender != null) {
      MailServer.prepare(this.sender, properties.tls(), writer.host());
    }
    this.connections = this.sender == null ? null : new SmtpConnections(this.sender);
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public SendResult send(MessageId id, Message message) {
    if (sender == null || connections == null) {
      return new SendResult.Refused(StoredText.of("delivery.mail.not-set-up"));
    }
    MimeMessage mail;
    try {
      mail = writer.write(sender.createMimeMessage(), id, message);
    } catch (MessagingException | RuntimeException e) {
      LOG.error("message {} cannot be written as a mail: {}", id, e.getClass().getName());
      return new SendResult.Refused(StoredText.of("delivery.mail.not-written"));
    }
    return inTime(() -> send(connections, mail));
  }

  /** Closes connections that are of no use any more. */
  @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
  void closeOldConnections() {
    if (connections != null) {
      connections.closeOld();
    }
  }

  @Override
  public void destroy() {
    if (connections != null) {
      connections.close();
    }
  }

  /**
   * Applies one deadline to the whole hand-over: the socket timeouts apply to each reply only, so a
   * slow server could block a worker forever. On expiry the virtual thread is interrupted, which
   * closes its connection.
   */
  private SendResult inTime(Callable<SendResult> work) {
    FutureTask<SendResult> task = new FutureTask<>(work);
    Thread thread = Thread.ofVirtual().name("smtp").start(task);
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("the mail server took longer than {} for one message", longest);
      thread.interrupt();
      return new SendResult.Doubtful();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return new SendResult.Doubtful();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a mail could not be handed over", e.getCause());
    }
  }

  private static SendResult send(SmtpConnections connections, MimeMessage mail) {
    try {
      connections.send(mail);
      return new SendResult.Taken();
    } catch (MailNotTaken e) {
      return SmtpAnswer.of(e);
    }
  }
}

package org.sallyport.gate.delivery.mail;

import jakarta.mail.MessagingException;
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
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.messages.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Sends mails through the installation's mail server. */
@Component
@EnableConfigurationProperties(MailProperties.class)
class MailChannelSender implements ChannelSender {
  private static final Logger LOG = LoggerFactory.getLogger(MailChannelSender.class);
  private static final Duration SEND_TIMEOUT = Duration.ofMinutes(2);

  private final @Nullable JavaMailSenderImpl sender;
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
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public SendResult send(MessageId id, Message message) {
    if (sender == null) {
      return new SendResult.Refused(Messages.text("delivery.mail.not-set-up"));
    }
    return inTime(() -> send(sender, id, message));
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

  private SendResult send(JavaMailSenderImpl by, MessageId id, Message message) {
    try {
      by.send(writer.write(by.createMimeMessage(), id, message));
      return new SendResult.Taken();
    } catch (MailException e) {
      return SmtpAnswer.of(e);
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail could not be written", e);
    }
  }
}

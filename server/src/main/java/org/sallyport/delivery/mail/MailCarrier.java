package org.sallyport.delivery.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sallyport.delivery.ChannelSender;
import org.sallyport.delivery.Channel;
import org.sallyport.delivery.SendResult;
import org.sallyport.delivery.Message;
import org.sallyport.ids.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Hands mails to the installation's mail server. */
@Component
@EnableConfigurationProperties(MailProperties.class)
class MailCarrier implements ChannelSender {
  private static final Logger LOG = LoggerFactory.getLogger(MailCarrier.class);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final @Nullable JavaMailSenderImpl sender;
  private final MailWriter writer;
  private final Duration longest;

  @Autowired
  MailCarrier(
      ObjectProvider<JavaMailSenderImpl> sender, MailProperties properties, MailWriter writer) {
    this(sender, properties, writer, LONGEST);
  }

  /**
   * With another deadline.
   *
   * @param longest for one message, from the connection to the last answer
   */
  MailCarrier(
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
  public SendResult handOver(MessageId id, Message message) {
    if (sender == null) {
      return new SendResult.Refused("This installation has no mail server set up.");
    }
    return inTime(() -> send(sender, id, message));
  }

  /**
   * The server's own time-outs are for each of its answers: one that says a little now and then
   * would hold a worker for ever. What is not done in time is interrupted, which closes the
   * connection of a virtual thread.
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

package org.sallyport.delivery.mail;

import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;
import org.sallyport.delivery.Carrier;
import org.sallyport.delivery.Channel;
import org.sallyport.delivery.Handover;
import org.sallyport.delivery.Message;
import org.sallyport.ids.MessageId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Hands mails to the installation's mail server. */
@Component
@EnableConfigurationProperties(MailProperties.class)
class MailCarrier implements Carrier {
  private final @Nullable JavaMailSenderImpl sender;
  private final MailWriter writer;

  MailCarrier(
      ObjectProvider<JavaMailSenderImpl> sender, MailProperties properties, MailWriter writer) {
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
  public Handover handOver(MessageId id, Message message) {
    if (sender == null) {
      return new Handover.Refused("This installation has no mail server set up.");
    }
    try {
      sender.send(writer.write(sender.createMimeMessage(), id, message));
      return new Handover.Taken();
    } catch (MailException e) {
      return SmtpAnswer.of(e);
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail could not be written", e);
    }
  }
}

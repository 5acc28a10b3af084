package org.sallyport.gate.delivery.sms;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.ChannelSender;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.messages.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Sends SMS through the installation's gateway. A failed SMS is retried only if no connection was
 * established, so that nothing can have been sent. A failing gateway never leads to a mail instead
 * (rule 11).
 */
@Component
@EnableConfigurationProperties(SmsProperties.class)
class SmsChannelSender implements ChannelSender, DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(SmsChannelSender.class);

  /** Nothing was sent, and a later try may be accepted (RFC 6585, section 4). */
  private static final int TOO_MANY = 429;

  private final SmsGateway gateway;
  private final SmsHealth health;
  private final @Nullable URI url;

  SmsChannelSender(SmsProperties properties, SmsHealth health) {
    this.gateway = new SmsGateway(properties);
    this.health = health;
    this.url = properties.url();
  }

  @Override
  public void destroy() throws IOException {
    gateway.close();
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public SendResult send(MessageId id, Message message) {
    if (url == null) {
      return new SendResult.Refused(Messages.text("delivery.sms.not-set-up"));
    }
    try {
      return once(url, id, message);
    } catch (NotConnected first) {
      return again(url, id, message);
    }
  }

  private SendResult again(URI to, MessageId id, Message message) {
    try {
      return once(to, id, message);
    } catch (NotConnected second) {
      return new SendResult.Refused(Messages.text("delivery.sms.not-reached"));
    }
  }

  private SendResult once(URI to, MessageId id, Message message) throws NotConnected {
    try {
      return answer(gateway.post(to, id, message));
    } catch (ConnectException
        | ConnectTimeoutException
        | SSLHandshakeException
        | UnknownHostException e) {
      health.failed();
      LOG.warn("no connection to the SMS gateway: {}", e.getClass().getSimpleName());
      throw new NotConnected(e);
    } catch (IOException e) {
      health.failed();
      LOG.warn("the SMS gateway gave no answer: {}", e.getClass().getSimpleName());
      return new SendResult.Doubtful();
    }
  }

  private SendResult answer(SmsGateway.Reply reply) {
    int status = reply.status();
    health.replied(status);
    if (status >= 200 && status < 300) {
      return reply.accepted() ? new SendResult.Taken() : notAccepted();
    }
    LOG.warn("the SMS gateway refused a message: {}", status);
    if (status == TOO_MANY) {
      return new SendResult.Overloaded(Messages.text("delivery.sms.too-many"));
    }
    return new SendResult.Refused(Messages.text("delivery.sms.refused", status));
  }

  /** The reply's text is kept out of logs and pages: it tends to repeat the number. */
  private static SendResult notAccepted() {
    LOG.warn("the SMS gateway's answer does not match sallyport.sms.http.success-pattern");
    return new SendResult.Refused(Messages.text("delivery.sms.not-accepted"));
  }

  /** No connection was established, so nothing was sent. */
  private static final class NotConnected extends Exception {
    private static final long serialVersionUID = 1L;

    NotConnected(IOException cause) {
      super(cause);
    }
  }
}

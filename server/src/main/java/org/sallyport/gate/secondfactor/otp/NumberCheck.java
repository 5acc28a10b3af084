package org.sallyport.gate.secondfactor.otp;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageCheck;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.platform.ids.MessageId;
import org.springframework.stereotype.Component;

/**
 * Looks at the number of each SMS and call again before it leaves, whatever put it into the outbox:
 * a code, a share, a notice.
 */
@Component
@RequiredArgsConstructor
class NumberCheck implements MessageCheck {
  private final Phones phones;

  @Override
  public Optional<String> refusal(MessageId id, Message message) {
    return phones
        .refusal(message.to())
        .map(
            refused ->
                StoredText.of(
                    message.channel() == Channel.VOICE
                        ? "delivery.voice.number-refused"
                        : "delivery.sms.number-refused"));
  }
}

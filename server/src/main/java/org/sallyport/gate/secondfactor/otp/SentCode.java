package org.sallyport.gate.secondfactor.otp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.platform.ids.CodeId;
import org.sallyport.platform.ids.MessageId;

/** A sent code as stored, without the code itself. */
record SentCode(
    CodeId id,
    Channel channel,
    String to,
    String tag,
    MessageId message,
    Instant sentAt,
    Instant expiresAt,
    int tries,
    @Nullable Instant voidedAt,
    @Nullable Instant usedAt) {

  /** Whether it has expired; it is refused at exactly its expiry time (rule 2). */
  boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** Whether it went to a number, or to a mailbox, as codes of a channel do. */
  boolean goesAs(Channel other) {
    return channel.isToNumber() == other.isToNumber();
  }

  boolean isVoid() {
    return voidedAt != null;
  }

  boolean isUsed() {
    return usedAt != null;
  }
}

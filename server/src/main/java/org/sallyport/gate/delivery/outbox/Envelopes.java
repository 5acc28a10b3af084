package org.sallyport.gate.delivery.outbox;

import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.MessageId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Encrypts messages for their rows and decrypts them. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Envelopes {
  private final Sealer sealer;
  private final JsonMapper json;

  /** The plain text of the encrypted body. */
  private record Body(String text, @Nullable MessageBody sheet, @Nullable String unsubscribe) {}

  public Envelope seal(MessageId id, Message message) {
    String body =
        json.writeValueAsString(new Body(message.text(), message.sheet(), message.unsubscribe()));
    return new Envelope(
        message.channel(),
        message.priority(),
        sealer.seal(message.to(), destinationOf(id.toString())),
        message.subject(),
        sealer.seal(body, bodyOf(id.toString())));
  }

  /**
   * Decrypts a message.
   *
   * @throws RuntimeException if it was altered, or its key is missing
   */
  Message open(MessageId id, Envelope envelope) {
    Body body = json.readValue(sealer.open(envelope.body(), bodyOf(id.toString())), Body.class);
    return new Message(
        envelope.channel(),
        sealer.open(envelope.destination(), destinationOf(id.toString())),
        envelope.subject(),
        body.text(),
        body.sheet(),
        null,
        envelope.priority(),
        body.unsubscribe());
  }

  /** Decrypts a destination; empty if its key was retired. */
  Optional<String> destination(MessageId id, byte[] sealed) {
    return sealer.canOpen(sealed)
        ? Optional.of(sealer.open(sealed, destinationOf(id.toString())))
        : Optional.empty();
  }

  public static SealContext destinationOf(String id) {
    return new SealContext("outbox.destination", id, "outbox " + id + " destination");
  }

  public static SealContext bodyOf(String id) {
    return new SealContext("outbox.body", id, "outbox " + id + " body");
  }
}

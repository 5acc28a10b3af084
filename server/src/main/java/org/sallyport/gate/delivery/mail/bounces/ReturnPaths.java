package org.sallyport.gate.delivery.mail.bounces;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.MessageId;
import org.springframework.stereotype.Component;

/**
 * To which address mail systems report on a mail: one of that mail alone, with a proof that only we
 * can make. Who knows it can report on that mail, and on no other. Case does not matter, because
 * mail systems may change it.
 */
@Component
public class ReturnPaths {
  private static final Base32 BASE32 = new Base32();
  private static final int ID_LENGTH = 26;

  private final BounceProperties properties;
  private final KeyedHash hashes;
  private final Pattern ours;

  public ReturnPaths(BounceProperties properties, KeyedHash hashes) {
    this.properties = properties;
    this.hashes = hashes;
    this.ours =
        Pattern.compile(
            Pattern.quote(properties.mailbox())
                + "\\+([a-z2-7]{"
                + ID_LENGTH
                + "})\\.([a-z2-7]{26})@"
                + Pattern.quote(String.valueOf(properties.domain())),
            Pattern.CASE_INSENSITIVE);
  }

  /** The address of a mail; empty if no reports are wanted. */
  public Optional<String> of(MessageId id) {
    String domain = properties.domain();
    if (domain == null) {
      return Optional.empty();
    }
    String proof = hashes.shortToken(KeyPurpose.MAIL_BOUNCE, id.toString());
    return Optional.of(properties.mailbox() + "+" + written(id) + "." + proof + "@" + domain);
  }

  /** The mail of an address; empty if it is not one that was made here. */
  Optional<MessageId> messageOf(String address) {
    Matcher parts = ours.matcher(address);
    if (!parts.matches()) {
      return Optional.empty();
    }
    MessageId id = read(parts.group(1));
    boolean isProven =
        id != null && hashes.isShortToken(parts.group(2), KeyPurpose.MAIL_BOUNCE, id.toString());
    return isProven ? Optional.ofNullable(id) : Optional.empty();
  }

  /** Whether mail to an address comes here at all. */
  boolean isOurs(String address) {
    String domain = properties.domain();
    return domain != null && address.toLowerCase(Locale.ROOT).endsWith("@" + domain);
  }

  private static String written(MessageId id) {
    UUID value = id.value();
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES * 2)
            .putLong(value.getMostSignificantBits())
            .putLong(value.getLeastSignificantBits())
            .array();
    return BASE32.encodeToString(bytes).substring(0, ID_LENGTH).toLowerCase(Locale.ROOT);
  }

  private static @Nullable MessageId read(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(BASE32.decode(text.toUpperCase(Locale.ROOT)));
    return bytes.remaining() == Long.BYTES * 2
        ? new MessageId(new UUID(bytes.getLong(), bytes.getLong()))
        : null;
  }
}

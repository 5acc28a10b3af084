package org.sallyport.gate.secondfactor.passkey;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.platform.ids.AccountId;

/**
 * User handles: identify accounts to authenticators by a value that contains no personal data
 * (WebAuthn, 14.6.1).
 */
final class UserHandles {
  private static final int LENGTH = 16;

  private UserHandles() {}

  static byte[] of(AccountId account) {
    UUID id = account.value();
    return ByteBuffer.allocate(LENGTH)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  static Optional<AccountId> account(byte[] handle) {
    if (handle.length != LENGTH) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(handle);
    return Optional.of(new AccountId(new UUID(bytes.getLong(), bytes.getLong())));
  }
}

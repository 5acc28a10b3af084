package org.sallyport.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an encrypted value is bound to. */
class SealerTest {
  private static final int NONCE_AT = 3;
  private static final SealContext SECRET = SealContext.of("totp_secret.secret", "row 1");

  private final TestSecrets secrets = new TestSecrets();
  private final Sealer sealer = secrets.sealer();
  private final byte[] sealed = sealer.seal("JBSWY3DP", SECRET);

  @Test
  void isOpenedWhereItBelongs() {
    assertThat(sealer.open(sealed, SECRET)).isEqualTo("JBSWY3DP");
    assertThat(sealer.isCurrent(sealed)).isTrue();
  }

  @Test
  void isNotOpenedInAnotherRowColumnOrTable() {
    isNotOpened(sealed, SealContext.of("totp_secret.secret", "row 2"));
    isNotOpened(sealed, SealContext.of("totp_secret.name", "row 1"));
    isNotOpened(sealed, SealContext.of("app_device.secret", "row 1"));
    isNotOpened(sealed, SealContext.of("totp_secret", "secret\0row 1"));
  }

  @Test
  void isNotOpenedUnderAnotherKeysName() {
    secrets.turnKey("k2");
    byte[] renamed = sealed.clone();
    renamed[2] = '2';
    isNotOpened(renamed, SECRET);
  }

  @Test
  void isNotOpenedAsOneOfTheFirstFormat() {
    byte[] marked = sealed.clone();
    marked[0] &= 0x7f;
    isNotOpened(marked, SECRET);
    byte[] older = FirstFormat.seal(secrets, "JBSWY3DP", "row 1");
    older[0] |= (byte) 0x80;
    isNotOpened(older, SECRET);
  }

  @Test
  void ofTheFirstFormatIsOpenedAndNotCurrent() {
    byte[] older = FirstFormat.seal(secrets, "JBSWY3DP", "row 1");
    assertThat(sealer.open(older, SECRET)).isEqualTo("JBSWY3DP");
    assertThat(sealer.canOpen(older)).isTrue();
    assertThat(sealer.isCurrent(older)).isFalse();
    isNotOpened(older, SealContext.of("totp_secret.secret", "row 2"));
  }

  @Test
  void hasANonceOfItsOwn() {
    Set<ByteBuffer> nonces = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      nonces.add(ByteBuffer.wrap(sealer.seal("JBSWY3DP", SECRET), NONCE_AT, 12).slice());
    }
    assertThat(nonces).hasSize(10_000);
  }

  private void isNotOpened(byte[] value, SealContext context) {
    assertThatIllegalStateException().isThrownBy(() -> secrets.sealer().open(value, context));
  }
}

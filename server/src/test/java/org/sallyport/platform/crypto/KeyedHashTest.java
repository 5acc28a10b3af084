package org.sallyport.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyedHashTest {
  private final TestSecrets secrets = new TestSecrets();

  @Test
  void aHashByAnOlderKeyIsStillRecognised() {
    byte[] old = secrets.keyedHash().of(KeyPurpose.AUDIT_CHAIN, "1", "event");
    secrets.turnKey("k2");
    KeyedHash hash = secrets.keyedHash();
    assertThat(hash.of(KeyPurpose.AUDIT_CHAIN, "1", "event")).isNotEqualTo(old);
    assertThat(hash.matches(old, KeyPurpose.AUDIT_CHAIN, "1", "event")).isTrue();
    assertThat(hash.matches(old, KeyPurpose.AUDIT_CHAIN, "1", "other")).isFalse();
    assertThat(hash.matches(old, KeyPurpose.CODE, "1", "event")).isFalse();
  }

  @Test
  void aStoredHashIsFoundByEveryKeyAndNamesItsOwn() {
    byte[] old = secrets.keyedHash().of(KeyPurpose.CODE, "a code");
    secrets.turnKey("k2");
    KeyedHash hash = secrets.keyedHash();
    assertThat(hash.all(KeyPurpose.CODE, "a code"))
        .isDeepEqualTo(new byte[][] {hash.of(KeyPurpose.CODE, "a code"), old});
    assertThat(hash.prefixes()).hasDimensions(2, KeyedHash.ID_BYTES);
    assertThat(old).startsWith(hash.prefixes()[1]);
    assertThat(hash.of(KeyPurpose.CODE, "a code")).startsWith(hash.prefixes()[0]);
  }

  @Test
  void aTokenOfAnOlderKeyIsOneUntilTheKeyIsRetired() {
    String old = secrets.keyedHash().token(KeyPurpose.KNOWN_BROWSER, "id");
    secrets.turnKey("k2");
    assertThat(secrets.keyedHash().isToken(old, KeyPurpose.KNOWN_BROWSER, "id")).isTrue();
    assertThat(secrets.keyedHash().isToken(old, KeyPurpose.KNOWN_BROWSER, "other")).isFalse();
    secrets.retire("k1");
    assertThat(secrets.keyedHash().isToken(old, KeyPurpose.KNOWN_BROWSER, "id")).isFalse();
    assertThat(secrets.keyedHash().tokenBy("k1", KeyPurpose.KNOWN_BROWSER, "id")).isEmpty();
  }

  @Test
  void countersSurviveANewKey() {
    byte[] before = secrets.keyedHash().ofCount(KeyPurpose.THROTTLE, "name");
    secrets.turnKey("k2");
    assertThat(secrets.keyedHash().ofCount(KeyPurpose.THROTTLE, "name")).isEqualTo(before);
  }

  @Test
  void aRemovedKeyMatchesNothing() {
    byte[] theirs = new TestSecrets().keyedHash().of(KeyPurpose.AUDIT_CHAIN, "1", "event");
    assertThat(secrets.keyedHash().matches(theirs, KeyPurpose.AUDIT_CHAIN, "1", "event")).isFalse();
  }

  @Test
  void partsAreHashedSeparately() {
    KeyedHash hash = secrets.keyedHash();
    assertThat(hash.of(KeyPurpose.AUDIT_CHAIN, "ab", "c"))
        .isNotEqualTo(hash.of(KeyPurpose.AUDIT_CHAIN, "a", "bc"));
  }
}

package org.sallyport.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyedHashTest {
  private final TestSecrets secrets = new TestSecrets();

  @Test
  void aHashByAnOlderKeyIsStillRecognised() {
    byte[] old = secrets.keyedHash().of(Use.AUDIT_CHAIN, "1", "event");
    secrets.turnKey("k2");
    KeyedHash hash = secrets.keyedHash();
    assertThat(hash.of(Use.AUDIT_CHAIN, "1", "event")).isNotEqualTo(old);
    assertThat(hash.matches(old, Use.AUDIT_CHAIN, "1", "event")).isTrue();
    assertThat(hash.matches(old, Use.AUDIT_CHAIN, "1", "other")).isFalse();
    assertThat(hash.matches(old, Use.CODE, "1", "event")).isFalse();
  }

  @Test
  void aKeyThatIsGoneRecognisesNothing() {
    byte[] theirs = new TestSecrets().keyedHash().of(Use.AUDIT_CHAIN, "1", "event");
    assertThat(secrets.keyedHash().matches(theirs, Use.AUDIT_CHAIN, "1", "event")).isFalse();
  }

  @Test
  void partsDoNotRunTogether() {
    KeyedHash hash = secrets.keyedHash();
    assertThat(hash.of(Use.AUDIT_CHAIN, "ab", "c"))
        .isNotEqualTo(hash.of(Use.AUDIT_CHAIN, "a", "bc"));
  }
}

package org.sallyport.platform.crypto.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.crypto.Signatures;

class PushCipherTest {
  private static final String BROWSER =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

  private static byte[] read(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }

  /** The example of RFC 8291, appendix A. */
  @Test
  void encryptsAsTheStandardDoes() throws Exception {
    byte[] own =
        read(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
    KeyPair pair =
        new KeyPair(
            EcPoints.read(own).orElseThrow(),
            KeyFactory.getInstance("EC")
                .generatePrivate(
                    new ECPrivateKeySpec(
                        new BigInteger(1, read("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")),
                        Signatures.p256())));
    byte[] sealed =
        PushCipher.encrypt(
            "When I grow up, I want to be a watermelon",
            read(BROWSER),
            read("BTBZMqHH6r4Tts7J_aSIgg"),
            pair,
            read("DGv6ra1nlYgDCS1FRnbzlw"));
    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void takesNoPointThatIsNotOnTheCurve() {
    byte[] off = read(BROWSER);
    off[64] ^= 1;
    assertThat(PushCipher.isSubscription(read(BROWSER), new byte[16])).isTrue();
    assertThat(PushCipher.isSubscription(off, new byte[16])).isFalse();
    assertThat(PushCipher.isSubscription(new byte[65], new byte[16])).isFalse();
    assertThat(PushCipher.isSubscription(read(BROWSER), new byte[15])).isFalse();
    assertThatThrownBy(() -> new PushCipher().encrypt("x", off, new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoMessagesAreNeverAlike() {
    PushCipher cipher = new PushCipher();
    assertThat(cipher.encrypt("x", read(BROWSER), new byte[16]))
        .isNotEqualTo(cipher.encrypt("x", read(BROWSER), new byte[16]));
  }
}

package org.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {
  private static final Argon2.Cost GIVEN = new Argon2.Cost(19 * 1024, 2, 1);

  @ParameterizedTest
  @ValueSource(strings = {"-", "meadow-lantern-42", "caf\u00e9 \ud83d\ude80 lantern"})
  void theNativeLibraryAndTheOneInJavaMakeTheSameBytes(String password) {
    assertThat(hash(new NativeArgon2(), GIVEN, password))
        .isEqualTo(hash(new PureArgon2(), GIVEN, password));
  }

  @Test
  void theNativeLibraryIsUsedWhereItLoads() {
    assertThat(NativeArgon2.orPure()).isInstanceOf(NativeArgon2.class);
  }

  @Test
  void theKeyOutsideTheDatabaseChangesEveryByte() {
    byte[] salt = bytes("sixteen bytes ok");
    byte[] one = new NativeArgon2().hash(GIVEN, bytes("meadow"), salt, bytes("key one"));
    byte[] two = new NativeArgon2().hash(GIVEN, bytes("meadow"), salt, bytes("key two"));
    assertThat(Arrays.equals(one, two)).isFalse();
  }

  private static String hash(Argon2 argon2, Argon2.Cost cost, String password) {
    byte[] secret = bytes("a key of thirty-two bytes, or so");
    return HexFormat.of()
        .formatHex(argon2.hash(cost, bytes(password), bytes("sixteen bytes ok"), secret));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

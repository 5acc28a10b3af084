package org.sallyport.gate.account.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {
  private static final Argon2.Cost GIVEN = new Argon2.Cost(19 * 1024, 2, 1);
  private static final String SALT = "sixteen bytes ok";

  @ParameterizedTest
  @ValueSource(strings = {"-", "meadow-lantern-42", "caf\u00e9 \ud83d\ude80 lantern"})
  void theNativeLibraryAndTheOneInJavaMakeTheSameBytes(String password) throws IOException {
    assertThat(hash(new NativeArgon2(), GIVEN, password, SALT))
        .isEqualTo(hash(new PureArgon2(), GIVEN, password, SALT));
  }

  /** Test vectors of the reference implementation (version 1.3). */
  @Test
  void bothMakeWhatTheReferenceMakes() throws IOException {
    Argon2.Cost cost = new Argon2.Cost(1 << 16, 2, 1);
    String hex = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7";
    assertThat(hash(new PureArgon2(), cost, "password", "somesalt")).isEqualTo(hex);
    String made = hash(new PureArgon2(), cost, "password", SALT);
    assertThat(hash(new NativeArgon2(), cost, "password", SALT)).isEqualTo(made);
  }

  @Test
  void theNativeLibraryIsUsedWhereItLoads() {
    assertThat(new BestArgon2().isNative()).isTrue();
  }

  @Test
  void whatTheNativeLibraryDoesNotMakeIsMadeInJava() throws IOException {
    Argon2.Cost lanes = new Argon2.Cost(64, 1, 2);
    NativeArgon2 library = new NativeArgon2();
    assertThatThrownBy(() -> hash(library, lanes, "meadow", SALT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(hash(new BestArgon2(), lanes, "meadow", SALT))
        .isEqualTo(hash(new PureArgon2(), lanes, "meadow", SALT));
    assertThat(hash(new BestArgon2(), GIVEN, "meadow", "another, longer salt"))
        .isEqualTo(hash(new PureArgon2(), GIVEN, "meadow", "another, longer salt"));
  }

  private static String hash(Argon2 argon2, Argon2.Cost cost, String password, String salt) {
    return HexFormat.of().formatHex(argon2.hash(cost, bytes(password), bytes(salt)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

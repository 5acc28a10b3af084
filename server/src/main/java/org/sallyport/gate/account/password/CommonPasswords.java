package org.sallyport.gate.account.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A built-in list of common passwords; no other host is queried. A listed word is also recognised
 * in any case, with digits and signs around it, with the usual signs in place of letters, and
 * repeated.
 */
final class CommonPasswords {
  private static final String LIST = "/passwords/common.txt";

  /** A password that repeats a shorter unit than this is easily guessed, whatever the unit. */
  private static final int MIN_UNIT_LENGTH = 5;

  private final Set<String> list = read();

  boolean has(String normal) {
    String folded = PasswordFolding.fold(normal);
    String plain = PasswordFolding.lettersForSigns(folded);
    return PasswordFolding.unit(folded).length() < MIN_UNIT_LENGTH
        || listed(folded)
        || listed(plain)
        || listed(PasswordFolding.lettersForSigns(PasswordFolding.core(folded)));
  }

  private boolean listed(String folded) {
    String core = PasswordFolding.core(folded);
    return list.contains(folded)
        || list.contains(core)
        || list.contains(PasswordFolding.unit(folded))
        || list.contains(PasswordFolding.unit(core));
  }

  private static Set<String> read() {
    try (InputStream in = CommonPasswords.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException("no list of common passwords at " + LIST);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

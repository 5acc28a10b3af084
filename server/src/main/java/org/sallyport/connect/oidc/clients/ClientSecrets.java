package org.sallyport.connect.oidc.clients;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Compares client secrets, which are random values of 256 bits, with their keyed hashes. A slow
 * hash would protect them no better, and would let a client be asked six times a second only.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ClientSecrets {
  private static final String BETWEEN = " ";

  private final KeyedHash hash;

  byte[] hash(String secret) {
    return hash.of(KeyPurpose.OIDC_SECRET, secret);
  }

  /** The valid hashes as one text, for the comparison below. */
  static @Nullable String text(List<byte[]> hashes) {
    return hashes.isEmpty()
        ? null
        : hashes.stream()
            .map(Base64.getEncoder()::encodeToString)
            .collect(Collectors.joining(BETWEEN));
  }

  /** For the authorization server: compares a secret with such a text. */
  public PasswordEncoder comparison() {
    return new Comparison();
  }

  private final class Comparison implements PasswordEncoder {
    @Override
    public String encode(@Nullable CharSequence secret) {
      throw new UnsupportedOperationException("secrets are made by Clients");
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String hashes) {
      return secret != null
          && hashes != null
          && Arrays.stream(hashes.split(BETWEEN))
              .map(Base64.getDecoder()::decode)
              .anyMatch(stored -> hash.matches(stored, KeyPurpose.OIDC_SECRET, secret.toString()));
    }
  }
}

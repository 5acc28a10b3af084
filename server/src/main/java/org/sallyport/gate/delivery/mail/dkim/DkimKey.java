package org.sallyport.gate.delivery.mail.dkim;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Set;
import org.sallyport.platform.policy.start.StartRefused;

/**
 * A private key and the name under which its public key is published.
 *
 * @param selector for example "portal2026" in portal2026._domainkey.example.org
 */
public record DkimKey(String selector, String domain, RSAPrivateCrtKey key) {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  /** RFC 8301 section 3.2. */
  private static final int MIN_BITS = 2048;

  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /**
   * Reads a key.
   *
   * @param setting the name of the setting with the file, for the refusal
   * @throws StartRefused if the file cannot be read, others can read it, or it has no RSA key of
   *     2048 bits
   */
  public static DkimKey read(String selector, String domain, String setting, Path file) {
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
        throw new StartRefused(
            setting + ": " + file + " is readable or writable by others: chmod 640 " + file);
      }
      RSAPrivateCrtKey key = parse(Files.readString(file));
      if (key.getModulus().bitLength() < MIN_BITS) {
        throw new StartRefused(setting + ": the key has fewer than " + MIN_BITS + " bits");
      }
      return new DkimKey(selector, domain, key);
    } catch (IOException e) {
      throw new StartRefused(setting + ": " + file + " cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new StartRefused(setting + ": " + file + " has no RSA key as PEM (" + BEGIN + ")", e);
    }
  }

  private static RSAPrivateCrtKey parse(String text) throws GeneralSecurityException {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new GeneralSecurityException("no private key");
    }
    byte[] encoded;
    try {
      encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not Base64", e);
    }
    PrivateKey key =
        KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    if (key instanceof RSAPrivateCrtKey rsa) {
      return rsa;
    }
    throw new GeneralSecurityException("a key without its public exponent");
  }

  /** Where the public key is published, as a name in DNS. */
  public String name() {
    return selector + "._domainkey." + domain;
  }

  /** The public key as it is published (RFC 6376 section 3.6.1, tag p): SubjectPublicKeyInfo. */
  public String published() {
    try {
      BigInteger modulus = key.getModulus();
      byte[] encoded =
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(modulus, key.getPublicExponent()))
              .getEncoded();
      return Base64.getEncoder().encodeToString(encoded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The TXT record that has to be there. */
  public String record() {
    return "v=DKIM1; k=rsa; p=" + published();
  }

  /** Omits the key. */
  @Override
  public String toString() {
    return "DkimKey[" + name() + "]";
  }
}

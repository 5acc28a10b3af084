package org.sallyport.platform.audit;

import java.util.HexFormat;
import java.util.regex.Pattern;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.audit.erasure.Replaced;
import org.sallyport.platform.crypto.Digest;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.stereotype.Component;

/**
 * What the chain is over: a hash of the content of an event and its salt. Without the salt it says
 * nothing about the content, so texts of an event can be replaced for good while its link still
 * matches. What stands there afterwards is sealed.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Commitments {
  static final String WHAT = "replaced";
  private static final Pattern SEAL = Pattern.compile("[0-9a-f]{" + 2 * KeyedHash.LENGTH + "}");

  private final KeyedHash hash;

  /**
   * The commitment of a content, in hex.
   *
   * @param content with its salt
   */
  public static String of(String content) {
    return HexFormat.of().formatHex(Digest.sha256(content));
  }

  /** The seal of a content that stands in place of another one. */
  public byte[] seal(String commitment, long number, String content) {
    return hash.of(KeyPurpose.AUDIT_CHAIN, parts(commitment, number, content));
  }

  /** Whether this application replaced the content, and no owner of the database. */
  boolean isGenuine(Replaced replaced, long number, String content) {
    return SEAL.matcher(replaced.seal()).matches()
        && hash.matches(
            HexFormat.of().parseHex(replaced.seal()),
            KeyPurpose.AUDIT_CHAIN,
            parts(replaced.commitment(), number, content));
  }

  private static String[] parts(String commitment, long number, String content) {
    return new String[] {WHAT, commitment, Long.toString(number), content};
  }
}

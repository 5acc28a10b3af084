package org.sallyport.platform.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.Digest;
import org.sallyport.platform.crypto.HashVerifier;

/** A walk along the chain: each link must follow on the one before it, and match its seals. */
final class ChainWalk implements LinkReader.Visitor {
  private final HashVerifier hashes;
  private final Map<Long, String> seals;
  private long last;
  private byte[] before;
  private boolean broken;

  /**
   * @param seals the sealed hashes by number, in hex
   * @param last the number of the link that counts as verified
   * @param hash of that link, in hex
   */
  ChainWalk(HashVerifier hashes, Map<Long, String> seals, long last, String hash) {
    this.hashes = hashes;
    this.seals = seals;
    this.last = last;
    this.before = ascii(hash);
  }

  /** The number of the last link that matches. */
  long last() {
    return last;
  }

  /** The hash of the last link that matches, in hex. */
  String hash() {
    return new String(before, StandardCharsets.US_ASCII);
  }

  /** Whether the link after the last one does not match. */
  boolean isBroken() {
    return broken;
  }

  @Override
  public boolean next(
      long number,
      byte[] stored,
      byte[] content,
      byte @Nullable [] commitment,
      byte @Nullable [] seal) {
    byte[] hash = ascii(HexFormat.of().formatHex(stored));
    byte[] over = hex(commitment == null ? Digest.sha256(content) : commitment);
    broken =
        number != last + 1
            || (commitment != null && !isSealed(number, content, over, seal))
            || !hashes.matches(stored, ascii(Long.toString(number)), over, before)
            || !isAsSealed(number, hash);
    if (!broken) {
      last = number;
      before = hash;
    }
    return !broken;
  }

  private boolean isAsSealed(long number, byte[] hash) {
    String sealed = seals.get(number);
    return sealed == null || Arrays.equals(ascii(sealed), hash);
  }

  /** Whether this application put the content in place of the one that the link is over. */
  private boolean isSealed(long number, byte[] content, byte[] commitment, byte @Nullable [] seal) {
    return seal != null
        && hashes.matches(
            seal, ascii(Commitments.WHAT), commitment, ascii(Long.toString(number)), content);
  }

  private static byte[] hex(byte[] bytes) {
    return ascii(HexFormat.of().formatHex(bytes));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

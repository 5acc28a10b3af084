package org.sallyport.gate.account.search;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.stereotype.Component;

/**
 * The form in which the audit log has what staff searched for: the same words are recognised, and
 * cannot be read.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SearchWordHash {
  /** What staff search for. */
  public static final List<String> KINDS =
      List.of("accounts", "locked", "username", "study", "name", "group");

  private static final int HASH_BYTES = 16;

  private final KeyedHash hash;

  /**
   * The hash of words, in hex.
   *
   * @param kind what was searched for, of {@link #KINDS}
   * @param words as typed
   */
  public String of(String kind, String words) {
    String folded = words.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    byte[] whole = hash.ofCount(KeyPurpose.SEARCH_WORDS, kind, folded);
    return HexFormat.of().formatHex(whole, whole.length - HASH_BYTES, whole.length);
  }
}

package org.sallyport.platform.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.stereotype.Component;

/**
 * Verifies the chain from the last cut, or from the last seal that was made after a verification.
 */
@Component
@RequiredArgsConstructor
class ChainVerifier {
  private static final int BATCH_SIZE = 50_000;

  private final AuditLinks links;
  private final AuditCheckpoints checkpoints;
  private final AuditSeals seals;
  private final LinkReader reader;
  private final KeyedHash hash;

  /** The link that counts as verified; its hash is in hex, and empty before the first link. */
  private record Start(long number, String hash) {
    Verification broken(long link) {
      return new Verification(number, number, hash, link);
    }
  }

  /**
   * Verifies the links in the current transaction.
   *
   * @param all whether to start at the last cut
   */
  Verification verify(boolean all) {
    AuditCheckpoint cut = checkpoints.last();
    Verification result = verify(cut, all);
    boolean cutMeanwhile = checkpoints.last().number() > cut.number();
    return result.broken() != null && cutMeanwhile ? verify(all) : result;
  }

  private Verification verify(AuditCheckpoint cut, boolean all) {
    Start begin = new Start(cut.number(), cut.hash());
    if (!checkpoints.isGenuine()) {
      return begin.broken(cut.number());
    }
    Optional<AuditSeal> sealed = all ? Optional.empty() : seals.lastVerified(cut.number());
    if (sealed.isPresent() && !isInPlace(sealed.get())) {
      return begin.broken(sealed.get().number());
    }
    Verification result =
        walk(sealed.map(seal -> new Start(seal.number(), seal.hash())).orElse(begin));
    Optional<Long> left =
        result.broken() == null ? links.firstUpTo(cut.number()) : Optional.empty();
    return left.map(begin::broken).orElse(result);
  }

  private boolean isInPlace(AuditSeal seal) {
    return seal.genuine() && links.hashOf(seal.number()).equals(Optional.of(seal.hash()));
  }

  private Verification walk(Start start) {
    List<AuditSeal> ahead = seals.from(start.number() + 1);
    ChainWalk walk =
        new ChainWalk(
            hash.verifier(KeyPurpose.AUDIT_CHAIN), hashes(ahead), start.number(), start.hash());
    long end = links.lastNumber();
    boolean whole = true;
    while (whole && walk.last() < end) {
      long last = walk.last();
      reader.read(last + 1, last + BATCH_SIZE, walk);
      whole = !walk.isBroken() && walk.last() > last;
    }
    @Nullable Long broken = whole ? wrong(ahead, walk.last()) : Long.valueOf(walk.last() + 1);
    return new Verification(start.number(), walk.last(), walk.hash(), broken);
  }

  private static Map<Long, String> hashes(List<AuditSeal> seals) {
    return seals.stream()
        .collect(Collectors.toMap(AuditSeal::number, AuditSeal::hash, (one, same) -> one));
  }

  /**
   * Of a whole chain, the place of a forged seal, or the first link that a seal shows is missing.
   */
  private static @Nullable Long wrong(List<AuditSeal> ahead, long last) {
    return ahead.stream()
        .filter(seal -> !seal.genuine() || seal.number() > last)
        .map(seal -> Math.min(seal.number(), last + 1))
        .findFirst()
        .orElse(null);
  }
}

package org.sallyport.platform.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links the recorded events into a chain of keyed hashes shortly after they are committed, so that
 * a modified, deleted or reordered row is detected and located. The key is outside the database.
 * After old events are exported and deleted, the chain continues from a checkpoint. Its end is
 * sealed from time to time, so that removing the last links is detected too.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AuditChain {
  private static final int BATCH_SIZE = 1_000;

  private final AuditLinks links;
  private final AuditCheckpoints checkpoints;
  private final AuditSeals seals;
  private final ChainVerifier verifier;
  private final TransactionTemplate transaction;

  /**
   * Links all new events, in short transactions. An advisory lock lets only one node do so at a
   * time.
   */
  @Scheduled(fixedDelayString = "${sallyport.audit.chain-interval:5s}")
  public void link() {
    int linked;
    do {
      linked = Objects.requireNonNullElse(transaction.execute(status -> linkSome()), 0);
    } while (linked == BATCH_SIZE);
  }

  /** Links all events there are in the current transaction, which has the lock for linking. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void linkAll() {
    List<AuditLinks.Link> fresh = links.unlinked(BATCH_SIZE);
    while (!fresh.isEmpty()) {
      store(fresh);
      fresh = links.unlinked(BATCH_SIZE);
    }
  }

  private int linkSome() {
    return links.isTurn() ? store(links.unlinked(BATCH_SIZE)) : 0;
  }

  private int store(List<AuditLinks.Link> fresh) {
    if (fresh.isEmpty()) {
      return 0;
    }
    AuditCheckpoint cut = checkpoints.last();
    Optional<AuditLinks.Link> last = links.last();
    long number = last.map(AuditLinks.Link::number).orElse(cut.number());
    String before = last.map(AuditLinks.Link::stored).orElse(cut.hash());
    List<AuditLinks.Link> linked = new ArrayList<>();
    for (AuditLinks.Link link : fresh) {
      number++;
      before = links.hash(link, number, before);
      linked.add(link.linked(number, before));
    }
    links.store(linked);
    seals.sealIfDue(linked.getLast());
    return linked.size();
  }

  /**
   * Verifies the whole chain from the last cut.
   *
   * @return the number of the first link that does not match: its event was modified, deleted,
   *     moved, or removed without an export; empty if all match
   */
  @Transactional(readOnly = true)
  public Optional<Long> firstBroken() {
    return verifier.verify(true).firstBroken();
  }

  /**
   * Verifies the chain, and seals its end as verified if all links match.
   *
   * @param all whether to start at the last cut; otherwise at the last verified seal
   */
  @Transactional
  public Verification verify(boolean all) {
    Verification result = verifier.verify(all);
    if (result.firstBroken().isEmpty() && result.last() > 0) {
      seals.add(result.last(), result.hash(), true);
    }
    return result;
  }

  /**
   * Rehashes the whole chain from the last checkpoint with the current key, so that it no longer
   * needs an older one. A broken chain is left unchanged: rehashing would make its defects look
   * valid.
   *
   * @return the number of the first link that does not match; empty if the chain was rehashed
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Long> linkAnew() {
    links.takeTurn();
    Optional<Long> broken = verifier.verify(true).firstBroken();
    if (broken.isEmpty()) {
      links.allowNewHashes();
      checkpoints.sealAnew();
      seals.removeAll();
      linkAnew(checkpoints.last());
      links.last().ifPresent(last -> seals.add(last.number(), last.stored(), true));
    }
    return broken;
  }

  private void linkAnew(AuditCheckpoint start) {
    String before = start.hash();
    List<AuditLinks.Link> next = links.after(start.number(), BATCH_SIZE);
    while (!next.isEmpty()) {
      List<AuditLinks.Link> linked = rehashed(next, before);
      links.store(linked);
      links.sealAnew(linked);
      before = linked.getLast().stored();
      next = links.after(linked.getLast().number(), BATCH_SIZE);
    }
  }

  private List<AuditLinks.Link> rehashed(List<AuditLinks.Link> old, String hashBefore) {
    String before = hashBefore;
    List<AuditLinks.Link> linked = new ArrayList<>();
    for (AuditLinks.Link link : old) {
      before = links.hash(link, link.number(), before);
      linked.add(link.linked(link.number(), before));
    }
    return linked;
  }
}

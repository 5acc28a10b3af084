package org.sallyport.portal.studies.marks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.StudyAccess;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Marks that accounts send along with shares: copies, as they are when the share is made. What is
 * drawn or deleted later changes nothing about them, and receivers cannot send them on: a share
 * takes marks of its own sharer only.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SentMarks {
  private static final int MAX_PER_SHARE = 1_000;
  private static final int MAX_PER_ACCOUNT = 5_000;

  /** Encrypted, of one share, and of all shares of an account. */
  private static final long MAX_BYTES_PER_SHARE = 1_000_000;

  private static final long MAX_BYTES_PER_ACCOUNT = 4_000_000;

  private final MarkStore store;
  private final SentMarkStore sent;

  /** How many marks an account could send along with some studies. */
  public int count(AccountId account, Collection<StudyUid> studies) {
    return store.on(account, studies);
  }

  /**
   * Copies the marks of the sharer on the studies of a share, in the caller's transaction, which is
   * to be rolled back if they are too many.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public SendResult send(HeldAccount sharer, ShareId share, List<StudyUid> studies) {
    Map<StudyUid, Integer> counts = new LinkedHashMap<>();
    if (store.on(sharer.id(), studies) > MAX_PER_SHARE) {
      return new SendResult.TooMany(MAX_PER_SHARE);
    }
    for (StudyUid study : studies) {
      List<Mark> marks = store.of(sharer.id(), study);
      if (!marks.isEmpty()) {
        sent.add(share, study, marks);
        counts.put(study, marks.size());
      }
    }
    MarkStore.Size all = sent.sizeOf(sharer.id());
    boolean isWithin =
        sent.bytesOf(share) <= MAX_BYTES_PER_SHARE
            && all.bytes() <= MAX_BYTES_PER_ACCOUNT
            && all.marks() <= MAX_PER_ACCOUNT;
    return isWithin ? new SendResult.Sent(counts) : new SendResult.TooMany(MAX_PER_SHARE);
  }

  /**
   * What was sent to a reader on a study: the newest of each sharer, by the shares that let the
   * reader see the study at this moment.
   *
   * @param self the reader's account, whose own share with a group is left out; null for a guest
   */
  List<SentBy> receivedBy(@Nullable AccountId self, StudyAccess seen) {
    return sent.received(self, seen);
  }
}

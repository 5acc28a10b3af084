package org.sallyport.portal.studies.marks;

import java.util.Map;
import org.sallyport.platform.ids.StudyUid;

/** What became of marks that were to be sent along with a share. */
public sealed interface SendResult {
  /**
   * They are with the share.
   *
   * @param marks how many on each study that has some
   */
  record Sent(Map<StudyUid, Integer> marks) implements SendResult {}

  /**
   * They are more than one share takes, or more than all shares of the account take together.
   *
   * @param most how many one share takes
   */
  record TooMany(int most) implements SendResult {}
}

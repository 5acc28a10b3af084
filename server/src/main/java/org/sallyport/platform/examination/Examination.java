package org.sallyport.platform.examination;

import java.util.List;

/** Looks for mistakes in one part of an installation. */
public interface Examination {

  /** The part, for example "mail". */
  String subject();

  /**
   * Whether it may run at each start: it asks no server but the database, and takes less than a
   * second.
   */
  default boolean isCheap() {
    return false;
  }

  /**
   * Examines the part. What is wrong is a finding, and no exception.
   *
   * @return at least one finding; all are {@link Finding#sound} if nothing is wrong
   */
  List<Finding> examine(Examined examined);
}

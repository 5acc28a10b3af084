package org.sallyport.portal.studies.publish;

import java.time.Instant;

/** What became of an object that was to be published. */
sealed interface PublishResult {
  /**
   * The archive has it.
   *
   * @param leftOut how many measurements it says nothing of
   */
  record Published(String series, String object, int leftOut) implements PublishResult {}

  /** Another request with the same form is writing it. */
  record UnderWay() implements PublishResult {}

  /** A form with the same id had another content, or was of another study or kind. */
  record Different() implements PublishResult {}

  /** There is no document to publish. */
  record Nothing() implements PublishResult {}

  /** The object would be larger than the limit. */
  record TooLarge() implements PublishResult {}

  /**
   * The archive refused it.
   *
   * @param status its answer
   */
  record Refused(int status) implements PublishResult {}

  /** The archive did not answer, and may or may not have it. */
  record Unknown() implements PublishResult {}

  /** The account published too much in the last hour. */
  record TooMany(Instant until) implements PublishResult {}
}

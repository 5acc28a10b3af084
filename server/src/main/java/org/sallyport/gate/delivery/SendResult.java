package org.sallyport.gate.delivery;

/**
 * The result of a hand-over. The reasons are stored, as {@link
 * org.sallyport.gate.delivery.StoredText}, and read on pages.
 */
public sealed interface SendResult {

  /** Accepted. */
  record Taken() implements SendResult {}

  /** Not accepted; may be accepted when retried. */
  record NotNow(String trouble) implements SendResult {}

  /** Not accepted because the channel takes no message at the moment, whoever it is to. */
  record Overloaded(String trouble) implements SendResult {}

  /** Rejected permanently. */
  record Refused(String reason) implements SendResult {}

  /** It may or may not have been accepted. */
  record Doubtful() implements SendResult {}
}

package org.sallyport.delivery;

/** What became of a message that was handed over. The reasons are words for a page. */
public sealed interface SendResult {

  /** The other side took it. */
  record Taken() implements SendResult {}

  /** It was not taken, but may be when tried again. */
  record NotNow(String trouble) implements SendResult {}

  /** It was not taken and will not be. */
  record Refused(String reason) implements SendResult {}

  /** It may or may not have been taken. */
  record Doubtful() implements SendResult {}
}

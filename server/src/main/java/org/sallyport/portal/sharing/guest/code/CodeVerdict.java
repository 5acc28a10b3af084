package org.sallyport.portal.sharing.guest.code;

/** The result of answering with a code. */
public sealed interface CodeVerdict {

  /**
   * Right; the session is open.
   *
   * @param session its new token
   */
  record Accepted(String session) implements CodeVerdict {}

  /**
   * It has not the form of a code; it was not compared and costs no try.
   *
   * @param digits how many a code has
   */
  record Malformed(int digits) implements CodeVerdict {}

  /**
   * Wrong.
   *
   * @param expired whether it is the newest code, too late
   */
  record WrongCode(boolean expired, int triesLeft) implements CodeVerdict {}

  record ShareLocked() implements CodeVerdict {}

  /** The link is not valid any more, or this browser asked for no code. */
  record LinkInvalid() implements CodeVerdict {}
}

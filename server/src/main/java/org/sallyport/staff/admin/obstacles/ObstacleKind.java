package org.sallyport.staff.admin.obstacles;

import java.util.Locale;

/**
 * Every state that can keep somebody out, the most serious first. Each has a sentence ({@code
 * desk.obstacle.}) and advice ({@code desk.advice.}).
 */
public enum ObstacleKind {
  DISABLED(Remedy.NONE),
  LOCKED(Remedy.UNLOCK),
  NO_INVITATION_ADDRESS(Remedy.NONE),
  NOT_INVITED(Remedy.INVITE),
  INVITATION_OVER(Remedy.INVITE),
  INVITED(Remedy.INVITE),
  NO_METHOD_POSSIBLE(Remedy.NONE),
  CODE_WAIT(Remedy.UNLOCK),
  PASSWORD_WAIT(Remedy.NONE),
  /** Each message of the channel is refused. */
  CHANNEL_REFUSES(Remedy.NONE),
  EMAIL_CODES_WAIT(Remedy.NONE),
  SMS_CODES_WAIT(Remedy.NONE),
  /** Somebody else may have the number, or its owner a new card. */
  SIM_CHANGED(Remedy.RESET),
  SENDING_LIMIT(Remedy.NONE),
  MESSAGE_FAILED(Remedy.NONE),
  MESSAGE_DOUBTFUL(Remedy.NONE),
  MESSAGE_RETRIED(Remedy.NONE),
  SENDS_USED_UP(Remedy.NONE),
  CODE_REPLACED(Remedy.NONE),
  CODE_EXPIRED(Remedy.NONE),
  CODE_SENT(Remedy.NONE),
  /** A receipt says that it reached the phone. */
  CODE_DELIVERED(Remedy.NONE),
  CODE_NOT_ASKED(Remedy.NONE),
  REQUESTS_PAUSED(Remedy.UNLOCK),
  REQUEST_DENIED(Remedy.NONE),
  REQUEST_WRONG_NUMBERS(Remedy.NONE),
  REQUEST_REPLACED(Remedy.NONE),
  REQUEST_LATE(Remedy.NONE),
  /** Approved by a phone that was removed since. */
  REQUEST_VOID(Remedy.NONE),
  REQUEST_OPEN(Remedy.NONE),
  FACTOR_ASKED(Remedy.RESET),
  WRONG_PASSWORDS(Remedy.NONE),
  /** The directory does not let the person in. */
  DIRECTORY_REFUSED(Remedy.NONE),
  METHOD_NOT_ALLOWED(Remedy.NONE),
  METHOD_UNUSABLE(Remedy.NONE),
  METHOD_TO_CHOOSE(Remedy.NONE),
  PASSWORD_CHANGE_REQUIRED(Remedy.NONE),
  COUNTRY_NOT_SERVED(Remedy.NONE),
  /** The number is a landline, or of a service rather than of a phone. */
  NUMBER_NOT_SERVED(Remedy.NONE),
  NUMBER_REFUSED(Remedy.NONE),
  RESET_PENDING(Remedy.NONE),
  CHANGE_WAITING(Remedy.NONE),
  /** Of a number to which codes go only if the owner asks for them as another way. */
  OTHER_SIM_CHANGED(Remedy.NONE),
  ROLE_WITHOUT_STUDIES(Remedy.NONE),
  MEMBERSHIP_LAPSED(Remedy.NONE),
  NO_STUDY_RIGHT(Remedy.NONE),
  NO_STUDY(Remedy.NONE);

  private final Remedy remedy;

  ObstacleKind(Remedy remedy) {
    this.remedy = remedy;
  }

  public Remedy remedy() {
    return remedy;
  }

  /** Whether nobody can sign in to an account in this state. */
  boolean preventsSignIn() {
    return compareTo(NO_METHOD_POSSIBLE) <= 0;
  }

  /** Whether its sentence says that the person can sign in. */
  boolean saysCanSignIn() {
    return this == NO_STUDY_RIGHT || this == NO_STUDY;
  }

  /**
   * Whether the person can sign in nevertheless: it is about what the sign-in asks for then, about
   * a change that waits, or about what is seen afterwards.
   */
  public boolean letsSignIn() {
    return this == METHOD_TO_CHOOSE
        || this == PASSWORD_CHANGE_REQUIRED
        || compareTo(RESET_PENDING) >= 0;
  }

  /** The last part of the keys of its sentence and its advice. */
  public String key() {
    return this == OTHER_SIM_CHANGED
        ? SIM_CHANGED.key()
        : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package org.sallyport.platform.events.facts;

/**
 * The kind of a notice. Each kind has a small daily limit per address, so that no kind that
 * strangers can trigger uses up another's, and the total stays small. Notices of delayed changes
 * are always sent, because the time to cancel the change is the only protection from it; how often
 * such a change can be requested is limited elsewhere. The same is true of notices that somebody
 * became an admin or a member of the help desk.
 */
public enum NotificationKind {
  LOCKED(5),
  LOCKED_FOR_ADMINS(20),
  UNLOCKED(5),
  SESSIONS_ENDED(5),
  MANY_WRONG_CODES(2),
  MANY_WRONG_CODES_FOR_ADMINS(20),
  FAILED_CODE(1),
  ABSENT_FACTOR(1),
  COPIED_COOKIE(5),
  COPIED_TOKEN(5),
  PASSWORD_CHANGED(10),
  METHOD_CHANGED(10),
  PHONE_CHANGED(10),
  EMAIL_CHANGED(10),
  SIM_CHANGED(5),
  EMAIL_IS_HERE(10),
  RECOVERY_CODES_MADE(10),
  RECOVERY_CODE_USED(10),
  ACTIVATION_CODE_MADE(10),
  ACTIVATION_CODE_USED(10),
  DEVICE_LINKED(10),
  DEVICE_UNLINKED(10),
  CHANGE_REFUSED(2),
  CHANGE_DELAYED,
  CHANGE_STOPPED(10),
  COPIED_PASSKEY(5),
  COPIED_PASSKEY_FOR_ADMINS(20),
  PHONE_PAUSED(1),
  REMOVED_PHONE(1),
  RESET_ASKED,
  RESET_ASKED_FOR_ADMINS,
  RESET(10),
  ROLE_CHANGED(10),
  ACCOUNT_EDITED(10),
  NAME_CHANGED(10),
  ACCOUNT_DISABLED(10),
  DATA_EXPORTED(10),
  LANGUAGE_CHANGED(5),
  ERASURE_FOR_ADMINS(50),
  STAFF_ROLE_FOR_ADMINS,
  DELIVERY_FAILED_FOR_ADMINS(1),
  ROUTE_FAILING_FOR_ADMINS(5),
  SPENDING_NEAR_FOR_ADMINS(1),
  SMS_BRAKED_FOR_ADMINS(5),
  NEW_PLACE(5),
  LONG_UNUSED(1),
  NEW_STUDIES(24),
  NOT_ME(5),
  NOT_ME_FOR_ADMINS(20),
  MEMBERSHIP_CHANGED(20),
  MEMBERSHIPS_ENDING(20),
  MEMBERSHIPS_ENDING_FOR_ADMINS(20),
  LIMIT_REACHED_FOR_ADMINS(20),
  SPRAYED_CODES_FOR_ADMINS(5),
  AUDIT_EXPORT_STOPPED_FOR_ADMINS(5),
  DIRECTORY_STOPPED_FOR_ADMINS(5),
  APPLICATION_FOR_ADMINS(20),
  KEY_FOR_ADMINS(20),
  KEY_REFUSED_FOR_ADMINS(5),
  STAFF_READS_FOR_ADMINS(2),
  UPKEEP_FOR_ADMINS(5),
  SHARED_WITH_YOU(10),
  SHARED_OUTSIDE(48),
  SHARE_LOCKED(10),
  SHARE_ENDED(20);

  private static final String ADMINS = "_FOR_ADMINS";
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final int aDay;

  NotificationKind() {
    this(Integer.MAX_VALUE);
  }

  NotificationKind(int aDay) {
    this.aDay = aDay;
  }

  /** The maximum number of notices of this kind per address and day. */
  public int aDay() {
    return aDay;
  }

  /** Whether no limit applies. */
  public boolean goesAlways() {
    return aDay == UNLIMITED;
  }

  /** Whether it is about security; others come last in the outbox (rule 49). */
  public boolean isAboutSecurity() {
    return switch (this) {
      case NEW_STUDIES,
          MEMBERSHIP_CHANGED,
          MEMBERSHIPS_ENDING,
          MEMBERSHIPS_ENDING_FOR_ADMINS,
          SHARED_WITH_YOU,
          SHARE_ENDED ->
          false;
      default -> true;
    };
  }

  /** Whether the receiver may turn it off. */
  public boolean isOptional() {
    return this == NEW_STUDIES;
  }

  /** The kind of the notice to the admins about the same. */
  public NotificationKind forAdmins() {
    return valueOf(name() + ADMINS);
  }

  public boolean isForAdmins() {
    return name().endsWith(ADMINS);
  }
}

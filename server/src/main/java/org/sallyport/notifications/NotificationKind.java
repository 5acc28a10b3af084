package org.sallyport.notifications;

/**
 * What a notice is about. Each kind has a small number a day of its own for an address, so that no
 * kind a stranger can bring about uses up another, and all together stay few. What is told of
 * something that waits goes always, since the time to stop it is all that protects from it; how
 * often it can be asked for is limited where that is done.
 */
enum NotificationKind {
  LOCKED(5),
  LOCKED_FOR_ADMINS(20),
  MANY_WRONG_CODES(2),
  MANY_WRONG_CODES_FOR_ADMINS(20),
  FAILED_CODE(1),
  COPIED_COOKIE(5),
  PASSWORD_CHANGED(10),
  METHOD_CHANGED(10),
  PHONE_CHANGED(10),
  EMAIL_CHANGED(10),
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
  DELIVERY_FAILED_FOR_ADMINS(1),
  NEW_PLACE(5),
  NOT_ME(5),
  NOT_ME_FOR_ADMINS(20),
  LIMIT_REACHED_FOR_ADMINS(20),
  SPRAYED_CODES_FOR_ADMINS(5);

  private static final int ALWAYS = Integer.MAX_VALUE;

  private final int aDay;

  NotificationKind() {
    this(Integer.MAX_VALUE);
  }

  NotificationKind(int aDay) {
    this.aDay = aDay;
  }

  /** How many of the kind go to one address within a day. */
  int aDay() {
    return aDay;
  }

  /** Whether none is ever left out. */
  boolean goesAlways() {
    return aDay == ALWAYS;
  }

  boolean isForAdmins() {
    return name().endsWith("_FOR_ADMINS");
  }
}

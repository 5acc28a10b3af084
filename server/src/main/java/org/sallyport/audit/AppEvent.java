package org.sallyport.audit;

import org.sallyport.ids.AccountId;
import org.sallyport.ids.DeviceId;
import org.sallyport.ids.SignInId;

/** Phones with the Sallyport Authenticator. None of the events holds a number. */
public sealed interface AppEvent extends AuditEvent {
  /** The method that such a phone is, as events of sign-ins and changes name it. */
  String METHOD = "app";

  /**
   * A phone spent the secret that a settings page showed, and waits to be confirmed there.
   *
   * @param signIn the session that shows it
   * @param name as the phone calls itself
   */
  record Claimed(AccountId account, SignInId signIn, String name) implements AppEvent {}

  /** The phones of an account were asked. */
  record Asked(AccountId account, SignInId signIn, String purpose) implements AppEvent {}

  /** They were not asked, since so many questions before were not answered. */
  record Paused(AccountId account, SignInId signIn, String purpose, int unanswered)
      implements AppEvent {}

  record Approved(AccountId account, SignInId signIn, String purpose, DeviceId device)
      implements AppEvent {}

  /**
   * Not the number that the page shows.
   *
   * @param left numbers that may still be given for this question
   */
  record WrongNumber(AccountId account, SignInId signIn, String purpose, DeviceId device, int left)
      implements AppEvent {}

  record Denied(AccountId account, SignInId signIn, String purpose, DeviceId device)
      implements AppEvent {}

  /** The owner says on a phone that this sign-in is somebody else's. */
  record NotMe(AccountId account, SignInId signIn, DeviceId device) implements AppEvent {}

  /** A phone that was removed answered what is open now. */
  record RemovedPhoneAnswered(AccountId account, SignInId signIn, DeviceId device, String name)
      implements AppEvent {}
}

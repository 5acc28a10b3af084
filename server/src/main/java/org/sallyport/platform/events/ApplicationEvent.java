package org.sallyport.platform.events;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.EventFacts;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.events.facts.Outcome;
import org.sallyport.platform.events.facts.Told;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/**
 * Events of applications that sign people in here (OpenID Connect), or whose proxies ask here
 * (forward-auth).
 */
@EventArea(AuditCode.CONFIGURATION_CHANGED)
public sealed interface ApplicationEvent extends DomainEvent {

  /** The name of the application. */
  String application();

  /**
   * Somebody was signed in to an application.
   *
   * @param acr what the sign-in proved
   */
  @EventFacts(code = AuditCode.LOGIN)
  record SignedIn(AccountId account, SignInId signIn, String application, String acr)
      implements ApplicationEvent {}

  /**
   * A sign-in to an application was refused.
   *
   * @param reason the error that the application was told
   */
  @EventFacts(outcome = Outcome.REFUSED, code = AuditCode.LOGIN)
  record Refused(AccountId account, SignInId signIn, String application, String reason)
      implements ApplicationEvent {}

  /**
   * A code or a refresh token was presented again: somebody has a copy. All that came from it
   * ended.
   */
  @EventFacts(outcome = Outcome.ALERT, code = AuditCode.LOGIN)
  @Notice(kind = NotificationKind.COPIED_TOKEN, isWritten = true)
  record CopyPresented(AccountId account, @Nullable SignInId signIn, String application)
      implements ApplicationEvent {}

  /** The owner of an account allowed an application to read these. */
  record Allowed(AccountId account, SignInId signIn, String application, List<String> scopes)
      implements ApplicationEvent {}

  /** The owner of an account withdrew that, and ended what the application had. */
  record Withdrawn(AccountId account, SignInId signIn, String application)
      implements ApplicationEvent {}

  /** Somebody signed out of an application, and stayed signed in here. */
  @EventFacts(code = AuditCode.LOGOUT)
  record SignedOut(AccountId account, SignInId signIn, String application)
      implements ApplicationEvent {}

  /** An application was added by an admin. */
  @Notice(to = Told.ADMINS, kind = NotificationKind.APPLICATION_FOR_ADMINS, isWritten = true)
  record Added(String application, String by) implements ApplicationEvent {}

  /**
   * An admin changed what is registered of it.
   *
   * @param changed the name of each changed value, with the new one
   */
  @Notice(to = Told.ADMINS, kind = NotificationKind.APPLICATION_FOR_ADMINS, isWritten = true)
  record Changed(String application, String by, List<String> changed) implements ApplicationEvent {}

  /** It got a new secret. */
  @Notice(to = Told.ADMINS, kind = NotificationKind.APPLICATION_FOR_ADMINS, isWritten = true)
  record SecretReplaced(String application, String by) implements ApplicationEvent {}

  @Notice(to = Told.ADMINS, kind = NotificationKind.APPLICATION_FOR_ADMINS, isWritten = true)
  record Disabled(String application, String by) implements ApplicationEvent {}

  @Notice(to = Told.ADMINS, kind = NotificationKind.APPLICATION_FOR_ADMINS, isWritten = true)
  record Enabled(String application, String by) implements ApplicationEvent {}

  @Notice(to = Told.ADMINS, kind = NotificationKind.APPLICATION_FOR_ADMINS, isWritten = true)
  record Deleted(String application, String by) implements ApplicationEvent {}
}

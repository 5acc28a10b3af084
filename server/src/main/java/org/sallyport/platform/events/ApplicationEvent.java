package org.sallyport.platform.events;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/**
 * Events of applications that sign people in here (OpenID Connect), or whose proxies ask here
 * (forward-auth).
 */
public sealed interface ApplicationEvent extends DomainEvent {

  /** The name of the application. */
  String application();

  /**
   * Somebody was signed in to an application.
   *
   * @param acr what the sign-in proved
   */
  record SignedIn(AccountId account, SignInId signIn, String application, String acr)
      implements ApplicationEvent {}

  /**
   * A sign-in to an application was refused.
   *
   * @param reason the error that the application was told
   */
  record Refused(AccountId account, SignInId signIn, String application, String reason)
      implements ApplicationEvent {}

  /**
   * A code or a refresh token was presented again: somebody has a copy. All that came from it
   * ended.
   */
  record CopyPresented(AccountId account, @Nullable SignInId signIn, String application)
      implements ApplicationEvent {}

  /** The owner of an account allowed an application to read these. */
  record Allowed(AccountId account, SignInId signIn, String application, List<String> scopes)
      implements ApplicationEvent {}

  /** The owner of an account withdrew that, and ended what the application had. */
  record Withdrawn(AccountId account, SignInId signIn, String application)
      implements ApplicationEvent {}

  /** Somebody signed out of an application, and stayed signed in here. */
  record SignedOut(AccountId account, SignInId signIn, String application)
      implements ApplicationEvent {}

  /** An application was added by an admin. */
  record Added(String application, String by) implements ApplicationEvent {}

  /**
   * An admin changed what is registered of it.
   *
   * @param changed the name of each changed value, with the new one
   */
  record Changed(String application, String by, List<String> changed) implements ApplicationEvent {}

  /** It got a new secret. */
  record SecretReplaced(String application, String by) implements ApplicationEvent {}

  record Disabled(String application, String by) implements ApplicationEvent {}

  record Enabled(String application, String by) implements ApplicationEvent {}

  record Deleted(String application, String by) implements ApplicationEvent {}
}

package org.sallyport.connect.entramfa.request;

import org.sallyport.connect.entramfa.Tenant;
import org.sallyport.gate.signin.password.PasswordResult;

/** What comes next for a request in the browser to which it belongs. */
sealed interface Step {

  /** Microsoft is told that the factor was given. */
  record Confirm(Tenant tenant, StoredRequest request, String idToken) implements Step {
    @Override
    public String toString() {
      return "Confirm[" + request.id() + "]";
    }
  }

  /** The factor cannot be given, or does not count; the person leads back to Microsoft. */
  record Refuse(Tenant tenant, StoredRequest request, Why why) implements Step {}

  /** The session of this browser is asked. */
  record AskSession(Tenant tenant, StoredRequest request) implements Step {}

  /** This browser has a session of another account. */
  record OtherSession(Tenant tenant, StoredRequest request) implements Step {}

  /** An attempt has begun. */
  record Begin(String username, PasswordResult.Begun begun) implements Step {}

  /** The attempt goes on. */
  record GoOn() implements Step {}

  /** Nothing is open. */
  record Over() implements Step {}
}

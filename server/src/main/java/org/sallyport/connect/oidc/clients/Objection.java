package org.sallyport.connect.oidc.clients;

import org.sallyport.platform.messages.Messages;

/**
 * Why a client cannot be registered as it is wanted.
 *
 * @param field what is wrong
 * @param why a sentence for the admin
 */
public record Objection(Field field, String why) {

  /** What an admin fills in. */
  public enum Field {
    CLIENT_ID,
    NAME,
    REDIRECT_URIS,
    POST_LOGOUT_URIS,
    LOGOUT_URI,
    SCOPES,
    KEYS,
    ROLES,
    GROUPS,
    MAX_AGE,
    ACCESS_LASTS
  }

  static Objection taken(String clientId) {
    return new Objection(Field.CLIENT_ID, Messages.text("oidc.refused.taken", clientId));
  }
}

package org.sallyport.platform.crypto;

/**
 * The purpose of a key. Each purpose has its own derived key, so that a value made for one is
 * invalid for another.
 */
public enum KeyPurpose {
  SESSION,
  CODE,
  LINK,
  TRUSTED_BROWSER,
  KNOWN_BROWSER,
  LANDING,
  PAIRING,
  THROTTLE,
  DESTINATION,
  ANTI_FORGERY,
  PASSKEY,
  AUDIT_CHAIN,
  PASSWORD,
  SEALING,
  SHARE_LINK,
  SHARE_SESSION,
  REFERENCE,
  SECURITY_LOG,
  SEARCH_WORDS,
  PUBLISHED_FORM,
  OIDC_SECRET,
  OIDC_CODE,
  OIDC_TOKEN,
  OIDC_REQUEST,
  OIDC_ASSERTION,
  DIRECTORY,
  FORWARD_SESSION,
  FORWARD_TICKET,
  FORWARD_STATE,
  API_KEY,
  API_ETAG,
  FEDERATION,
  ANSWER_TOKEN,
  ENTRA_MFA,
  SMS_RECEIPT,
  MAIL_BOUNCE,
  ERASED_USERNAME
}

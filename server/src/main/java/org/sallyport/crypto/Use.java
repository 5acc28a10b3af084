package org.sallyport.crypto;

/**
 * What a key is for. Each use has a key of its own, so that a value made for one is worthless for
 * another.
 */
public enum Use {
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
  SEALING
}

package org.sallyport.platform.tables;

/** Retention periods; each is a setting, {@code sallyport.retention.*}. */
public enum RetentionPeriod {
  SIGN_INS,
  CODES,
  MESSAGES,
  RATE_LIMITS,
  AUDIT
}

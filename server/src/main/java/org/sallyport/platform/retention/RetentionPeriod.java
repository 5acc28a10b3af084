package org.sallyport.platform.retention;

/** Retention periods; each is a setting of {@link RetentionProperties}. */
public enum RetentionPeriod {
  SIGN_INS,
  CODES,
  MESSAGES,
  RATE_LIMITS,
  AUDIT
}

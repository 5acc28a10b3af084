package org.sallyport.retention;

/** The times for which rows are kept; each is a setting of {@link RetentionProperties}. */
public enum RetentionPeriod {
  SIGN_INS,
  CODES,
  MESSAGES,
  THROTTLES,
  AUDIT
}

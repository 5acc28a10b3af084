package org.sallyport.gate.secondfactor;

/** Whether a sign-in requires a second factor (rule 24). */
public enum SecondFactorRequirement {
  /** Required for everyone; those without one choose one first. */
  REQUIRED,
  /** Required for those who have chosen one; "none" can be chosen. */
  OPTIONAL,
  /** Never required: the password alone completes the sign-in. */
  OFF
}

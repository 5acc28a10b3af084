package org.sallyport.secondfactor;

/** Whether a second factor is asked for at a sign-in (rule 24). */
public enum SecondFactorRequirement {
  /** Of everyone; who has none yet chooses one first. */
  REQUIRED,
  /** Of who has chosen one; "none" can be chosen. */
  OPTIONAL,
  /** Of nobody: the password alone opens both doors. */
  OFF
}

package org.sallyport.gate.secondfactor;

/** How a factor is answered. */
public enum ResponseMode {
  /** A code is typed. */
  TYPED,
  /** The request is approved on another device, which signs its answer. */
  APPROVED,
  /** The browser or a security key signs a challenge. */
  SIGNED
}

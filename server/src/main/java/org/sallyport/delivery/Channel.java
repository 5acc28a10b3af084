package org.sallyport.delivery;

/** A way to a person. */
public enum Channel {
  EMAIL,
  SMS
}

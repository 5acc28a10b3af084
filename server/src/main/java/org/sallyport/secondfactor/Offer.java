package org.sallyport.secondfactor;

/**
 * An entry of the dialog in which a method is chosen.
 *
 * @param value the factor's method
 * @param name as pages name it
 * @param note one sentence for this person
 * @param enabled whether it can be chosen now
 * @param checked whether it is chosen until the person says otherwise
 */
public record Offer(String value, String name, String note, boolean enabled, boolean checked) {
  /** The app comes with the next version; until then it is named and cannot be chosen. */
  public static final Offer APP =
      new Offer(
          "app",
          "Sallyport Authenticator app (recommended)",
          "You approve on your phone. The most secure of these three; it is coming with the next version.",
          false,
          false);
}

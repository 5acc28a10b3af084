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
public record Offer(String value, String name, String note, boolean enabled, boolean checked) {}

package org.sallyport.gate.secondfactor;

/**
 * An option of the dialog in which a method is chosen.
 *
 * @param value the factor's method
 * @param name its name on pages
 * @param note one sentence for this person
 * @param enabled whether it can be chosen now
 * @param checked whether it is preselected
 */
public record Offer(String value, String name, String note, boolean enabled, boolean checked) {}

package org.sallyport.staff.admin.status;

/**
 * A changed setting as shown.
 *
 * @param from empty if it has no value, as for the new one
 * @param concerns whom it concerns, as text
 */
public record PolicyLine(String setting, String from, String to, String concerns) {}

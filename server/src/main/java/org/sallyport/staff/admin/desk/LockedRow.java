package org.sallyport.staff.admin.desk;

/**
 * A locked account in the list of all.
 *
 * @param sentence when and why it was locked
 */
public record LockedRow(FoundRow account, String sentence) {}

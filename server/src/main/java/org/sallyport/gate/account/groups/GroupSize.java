package org.sallyport.gate.account.groups;

/**
 * A group and how many are in it.
 *
 * @param members who have not left it
 * @param lapsed how many of them have a membership that gives no access any more
 */
public record GroupSize(Group group, int members, int lapsed) {}

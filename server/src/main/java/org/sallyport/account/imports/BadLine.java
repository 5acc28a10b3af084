package org.sallyport.account.imports;

/**
 * A line of a file that cannot be taken.
 *
 * @param number of the line, from 1
 * @param reason all that is wrong with it, column by column, on one line; never a cell's own text
 */
public record BadLine(long number, String reason) {}

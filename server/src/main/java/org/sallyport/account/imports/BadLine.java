package org.sallyport.account.imports;

/**
 * A line of a file that is rejected.
 *
 * @param number the line number, from 1
 * @param reason all problems of the line, column by column, on one line; never a cell's content
 */
public record BadLine(long number, String reason) {}

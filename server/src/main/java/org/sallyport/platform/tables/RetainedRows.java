package org.sallyport.platform.tables;

/** Rows of a table that are deleted after a retention period. */
public record RetainedRows(String table, RetentionPeriod period, RowRemoval removal) {}

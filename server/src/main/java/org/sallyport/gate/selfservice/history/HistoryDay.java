package org.sallyport.gate.selfservice.history;

import java.time.LocalDate;
import java.util.List;

/**
 * A day of the login history.
 *
 * @param daysAgo 0 for today
 * @param rows newest first
 */
public record HistoryDay(LocalDate date, long daysAgo, List<HistoryRow> rows) {}

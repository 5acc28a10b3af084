package org.sallyport.platform.monitoring;

/**
 * Something that was measured, and that fails one day unless somebody looks after it.
 *
 * @param what "backup", "certificate", "clock" or "chain": the last part of the keys of its words
 * @param of which one, if there are several, for example "archive"; empty otherwise
 * @param isDue whether somebody has to look after it now
 */
public record Upkeep(String what, String of, boolean isDue) {}

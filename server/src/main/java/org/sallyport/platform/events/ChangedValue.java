package org.sallyport.platform.events;

/**
 * A value that an event changed.
 *
 * @param what the name of the value, as in files of accounts
 * @param from the value before; empty if there was none
 * @param to the value after
 */
public record ChangedValue(String what, String from, String to) {}

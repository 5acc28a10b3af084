package org.sallyport.gate.secondfactor.brake;

/**
 * The codes by SMS of late to numbers that begin alike, without those of known browsers.
 *
 * @param block how the numbers begin, for example "+32470"
 * @param sentToNew to numbers that nobody had verified
 * @param answeredByNew how many of these were entered
 * @param sent to all numbers
 * @param answered how many of these were entered
 */
public record BlockFigures(
    String block, int sentToNew, int answeredByNew, int sent, int answered) {}

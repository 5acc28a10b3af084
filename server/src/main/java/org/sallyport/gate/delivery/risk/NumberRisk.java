package org.sallyport.gate.delivery.risk;

/**
 * Who holds a number may have changed: someone who talks an operator into another SIM gets the
 * codes. A new subscription to a number, as after it was given up, counts as a change of the SIM
 * too.
 */
public interface NumberRisk {

  /**
   * Whether the SIM of a number changed within the time of the settings. Blocks for the token, the
   * check and the date, each of which takes the timeout of the settings at most, and for twice that
   * if the service refuses its tokens; throws nothing.
   *
   * @param number in E.164
   */
  SimState of(String number);
}

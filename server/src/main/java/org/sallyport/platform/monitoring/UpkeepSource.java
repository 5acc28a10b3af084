package org.sallyport.platform.monitoring;

import java.util.List;

/** Measures something that somebody has to look after. */
public interface UpkeepSource {

  /** What this node knows; empty while nothing was measured, or there is nothing to measure. */
  List<Upkeep> upkeep();
}

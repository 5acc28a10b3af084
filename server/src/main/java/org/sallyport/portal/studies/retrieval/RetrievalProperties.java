package org.sallyport.portal.studies.retrieval;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits on images, metadata and single files that are read through the gateway.
 *
 * @param atOnce answers that one node sends at the same time. Each holds a connection to the
 *     archive, which must be able to answer more than these: Orthanc has 50 threads
 *     (HttpThreadsCount)
 * @param perOwner answers that one account, or one share with all its guests, receives at the same
 *     time; further requests wait for their turn. All guests together get half of those of the node
 * @param waiting requests of one account or share that wait for their turn; more are refused
 * @param longestWait the longest wait for a turn
 * @param slowest how much a client must read in a second
 * @param grace how far a client may fall behind that before its answer is ended
 */
@ConfigurationProperties("sallyport.studies.retrieval")
record RetrievalProperties(
    @DefaultValue("32") int atOnce,
    @DefaultValue("8") int perOwner,
    @DefaultValue("100") int waiting,
    @DefaultValue("10s") Duration longestWait,
    @DefaultValue("8KB") DataSize slowest,
    @DefaultValue("10s") Duration grace) {
  private static final int MAX = 10_000;

  RetrievalProperties {
    check("at-once", atOnce);
    check("per-owner", perOwner);
    check("waiting", waiting);
    checkLasts("longest-wait", longestWait);
    checkLasts("grace", grace);
    if (slowest.toBytes() < 1) {
      throw new IllegalArgumentException("sallyport.studies.retrieval.slowest must be at least 1B");
    }
  }

  private static void check(String name, int many) {
    if (many < 1 || many > MAX) {
      throw new IllegalArgumentException(
          "sallyport.studies.retrieval." + name + " must be from 1 to " + MAX);
    }
  }

  private static void checkLasts(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "sallyport.studies.retrieval." + name + " must be more than 0s");
    }
  }
}

/**
 * What operators watch: counters of what happens, the state of what the server depends on, and
 * readings of the database for metrics, and security events in the log. A metric has no label that
 * names a person, an address or a study.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.ids",
      "platform.access",
      "platform.background",
      "platform.crypto",
      "platform.events",
      "platform.events :: facts"
    })
package org.sallyport.platform.monitoring;

import org.springframework.modulith.ApplicationModule;

/**
 * Outgoing messages. A message is stored in the transaction that creates it and handed over once,
 * after the commit. It is marked as being handed over before it is sent. If the node dies in
 * between, a mail is sent again (with the same Message-ID), and the state of an SMS is reported as
 * unknown.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.background",
      "platform.nodes",
      "platform.crypto",
      "platform.database",
      "platform.messages",
      "platform.monitoring",
      "platform.tracing"
    })
package org.sallyport.gate.delivery;

import org.springframework.modulith.ApplicationModule;

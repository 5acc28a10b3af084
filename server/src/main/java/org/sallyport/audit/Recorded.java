package org.sallyport.audit;

import org.sallyport.access.Origin;

/** A recorded event, published to listeners in the transaction that records it. */
public record Recorded(AuditEvent event, Origin origin) {}

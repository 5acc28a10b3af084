package org.sallyport.sharing.receivers;

import java.util.List;
import org.sallyport.sharing.Receiver;

/**
 * Whom a typed text means.
 *
 * @param exact whether it is a username or an address, and not the beginning of a name
 */
public record ReceiverMatches(List<Receiver> receivers, boolean exact) {}

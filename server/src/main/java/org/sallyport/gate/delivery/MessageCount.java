package org.sallyport.gate.delivery;

import org.jspecify.annotations.Nullable;

/**
 * How many messages of a channel are in one state.
 *
 * @param country of a number; null for mails, and for SMS and calls whose number cannot be read
 *     because its key was retired
 */
public record MessageCount(
    Channel channel, @Nullable String country, RecentMessage.State state, int count) {}

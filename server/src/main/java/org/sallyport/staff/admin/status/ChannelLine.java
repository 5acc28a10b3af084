package org.sallyport.staff.admin.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sallyport.gate.delivery.MessageCount;
import org.sallyport.gate.delivery.RecentMessage.State;
import org.sallyport.platform.messages.Messages;

/**
 * The messages of a channel to a country, counted by state.
 *
 * @param channel with the country of numbers, as text
 */
public record ChannelLine(String channel, int sent, int waiting, int failed, int unknown) {

  /** One line for each channel and country, by name. */
  static List<ChannelLine> of(List<MessageCount> counts) {
    Map<String, List<MessageCount>> byChannel = new TreeMap<>();
    counts.forEach(it -> byChannel.computeIfAbsent(name(it), none -> new ArrayList<>()).add(it));
    return byChannel.entrySet().stream().map(it -> line(it.getKey(), it.getValue())).toList();
  }

  private static ChannelLine line(String name, List<MessageCount> counts) {
    return new ChannelLine(
        name,
        count(counts, State.SENT),
        count(counts, State.WAITING) + count(counts, State.SENDING),
        count(counts, State.FAILED),
        count(counts, State.UNKNOWN));
  }

  private static int count(List<MessageCount> counts, State state) {
    return counts.stream().filter(it -> it.state() == state).mapToInt(MessageCount::count).sum();
  }

  private static String name(MessageCount count) {
    String channel = MessageLine.channel(count.channel());
    String country = count.country();
    return country == null ? channel : Messages.text("staff.messages.to-country", channel, country);
  }
}

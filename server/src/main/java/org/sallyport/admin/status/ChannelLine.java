package org.sallyport.admin.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sallyport.account.Phones;
import org.sallyport.delivery.Channel;
import org.sallyport.delivery.RecentMessage;
import org.sallyport.delivery.RecentMessage.State;
import org.sallyport.messages.Messages;

/**
 * The messages of a channel to a country, counted by state.
 *
 * @param channel with the country of numbers, as text
 */
public record ChannelLine(String channel, int sent, int waiting, int failed, int unknown) {

  /** One line for each channel and country, by name. */
  static List<ChannelLine> of(List<RecentMessage> messages) {
    Map<String, List<RecentMessage>> byChannel = new TreeMap<>();
    messages.forEach(it -> byChannel.computeIfAbsent(name(it), none -> new ArrayList<>()).add(it));
    return byChannel.entrySet().stream().map(it -> line(it.getKey(), it.getValue())).toList();
  }

  private static ChannelLine line(String name, List<RecentMessage> messages) {
    return new ChannelLine(
        name,
        count(messages, State.SENT),
        count(messages, State.WAITING) + count(messages, State.SENDING),
        count(messages, State.FAILED),
        count(messages, State.UNKNOWN));
  }

  private static int count(List<RecentMessage> messages, State state) {
    return Math.toIntExact(messages.stream().filter(it -> it.state() == state).count());
  }

  private static String name(RecentMessage message) {
    String channel = MessageLine.channel(message.channel());
    String to = message.to();
    return message.channel() == Channel.SMS && to != null
        ? Messages.text("staff.messages.to-country", channel, Phones.country(to))
        : channel;
  }
}

package org.sallyport.staff.admin.pages;

import java.util.List;
import org.sallyport.gate.delivery.FailedMessages;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;

/** The channels with delivery failures, as the start pages of staff show them. */
@Component
public class ChannelTroubles {
  private final FailedMessages messages;
  private final Installation installation;

  ChannelTroubles(FailedMessages messages, Installation installation) {
    this.messages = messages;
    this.installation = installation;
  }

  /** Those of the last 24 hours; empty if all messages were delivered. */
  public List<ChannelTrouble> ofLate() {
    return messages.ofLate().stream()
        .map(trouble -> ChannelTrouble.of(trouble, installation.zone()))
        .toList();
  }
}

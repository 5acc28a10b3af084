package org.sallyport.staff.admin.pages;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.FailedMessages;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;

/** The channels with delivery failures, as the start pages of staff show them. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ChannelTroubles {
  private final FailedMessages messages;
  private final Installation installation;

  /** Those of the last 24 hours; empty if all messages were delivered. */
  public List<ChannelTrouble> ofLate() {
    return messages.ofLate().stream()
        .map(trouble -> ChannelTrouble.of(trouble, installation.zone()))
        .toList();
  }
}

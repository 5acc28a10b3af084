package org.sallyport.staff.admin.obstacles;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.ChannelOutages;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** The channel over which the account's codes go, while it takes no messages at all. */
@Component
@RequiredArgsConstructor
class ChannelCheck implements ObstacleCheck {
  private final SecondFactors factors;
  private final ChannelOutages outages;
  private final DeskTimes times;

  @Override
  public Stream<Obstacle> of(Account account) {
    Optional<SecondFactor> factor =
        factors.primaryFor(account).or(() -> factors.strongest(account));
    return factor
        .flatMap(it -> it.channel(account))
        .map(Channel::ofStored)
        .flatMap(channel -> outages.of(channel).map(outage -> refuses(account, channel, outage)))
        .stream();
  }

  private Obstacle refuses(Account account, Channel channel, ChannelOutages.Outage outage) {
    return Obstacle.of(
        ObstacleKind.CHANNEL_REFUSES,
        account,
        Messages.text("desk.channel." + channel.stored()),
        times.point(outage.since()),
        Objects.requireNonNullElseGet(outage.reason(), () -> Messages.text("desk.no-reason")));
  }
}

package org.sallyport.portal.sharing.guest.code;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.ids.ShareSessionId;
import org.sallyport.portal.sharing.SharingLimits;
import org.sallyport.portal.sharing.SharingProperties;
import org.sallyport.portal.sharing.guest.LinkedShare;
import org.sallyport.portal.sharing.guest.LinkedShares;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends the codes that open a share by its mailed link: to the address, or the number, that the
 * sharer named. A forwarded link is of no use without one. Everything happens under the lock on the
 * link's row.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class GuestCodeSender {
  private static final Duration RESEND_COOLDOWN = Duration.ofSeconds(30);
  private static final int MAX_SENDS = 5;

  private final LinkedShares shares;
  private final CodeRows rows;
  private final GuestCodeMessages messages;
  private final SharingLimits limits;
  private final SharingProperties properties;
  private final RandomValues random;
  private final DomainEvents events;
  private final Clock clock;

  /**
   * Sends a code for a link.
   *
   * @param session the token of this browser's session; empty if it has none
   */
  @Transactional
  public CodeSent send(String link, String session, Origin origin) {
    Optional<LinkedShare> found = shares.byToken(link);
    if (found.isEmpty()) {
      return new CodeSent.LinkInvalid();
    }
    shares.hold(found.get().id());
    LinkedShare share = shares.byToken(link).orElse(null);
    if (share == null || share.usedUp()) {
      return new CodeSent.LinkInvalid();
    }
    if (share.locked()) {
      return new CodeSent.ShareLocked();
    }
    CodeRows.Asking asking =
        rows.asking(session).filter(it -> it.share().equals(share.id())).orElse(null);
    return asking == null ? first(share, origin) : again(share, asking, origin);
  }

  private CodeSent first(LinkedShare share, Origin origin) {
    Optional<Instant> usedUp =
        limits.takeCode(share.sharer(), share.id(), share.codeTo(), share.bySms());
    if (usedUp.isPresent()) {
      return new CodeSent.NotBefore(usedUp.get());
    }
    ShareSessionId session = new ShareSessionId(random.id());
    String token = rows.begin(session, share.id(), origin);
    put(share, new CodeRows.Asking(session, share.id()), origin);
    return new CodeSent.Sent(token);
  }

  private CodeSent again(LinkedShare share, CodeRows.Asking asking, Origin origin) {
    List<CodeRows.Row> before = rows.codes(asking.session());
    Instant next = next(before);
    if (next == null) {
      return new CodeSent.NoMore();
    }
    if (clock.instant().isBefore(next)) {
      return new CodeSent.NotBefore(next);
    }
    Optional<Instant> usedUp =
        limits.takeCode(share.sharer(), share.id(), share.codeTo(), share.bySms());
    if (usedUp.isPresent()) {
      return new CodeSent.NotBefore(usedUp.get());
    }
    put(share, asking, origin);
    return new CodeSent.Sent(null);
  }

  private void put(LinkedShare share, CodeRows.Asking asking, Origin origin) {
    messages.withdraw(rows.voidAll(asking.session()));
    String code = rows.newCode();
    String tag = random.tag();
    Instant now = clock.instant();
    Instant until = now.plus(properties.codeTtl());
    MessageId message = messages.send(share, tag, code, until, origin);
    rows.add(new CodeRows.Row(random.id(), tag, now, until, message), asking, share, code);
    events.publish(
        new ShareEvent.CodeSent(share.sharer(), share.id(), share.channel(), tag), origin);
  }

  /** When the next code can be requested; null if none can any more. */
  static @Nullable Instant next(List<CodeRows.Row> before) {
    if (before.size() >= MAX_SENDS) {
      return null;
    }
    return before.isEmpty() ? Instant.EPOCH : before.getFirst().sentAt().plus(RESEND_COOLDOWN);
  }
}

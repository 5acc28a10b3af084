package org.sallyport.portal.sharing.guest.code;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.secondfactor.SixDigits;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.ids.ShareSessionId;
import org.sallyport.portal.sharing.SharingLimits;
import org.sallyport.portal.sharing.SharingProperties;
import org.sallyport.portal.sharing.guest.LinkedShare;
import org.sallyport.portal.sharing.guest.LinkedShares;
import org.sallyport.portal.sharing.guest.ShareTries;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes that open a share by its mailed link. A code goes to the address, or the number, that the
 * sharer named; a forwarded link is of no use without it. Everything happens under the lock on the
 * link's row.
 */
@Component
public class GuestCodes {
  private static final Duration RESEND_COOLDOWN = Duration.ofSeconds(30);
  private static final int MAX_SENDS = 5;

  private final LinkedShares shares;
  private final CodeRows rows;
  private final ShareTries tries;
  private final GuestCodeMessages messages;
  private final SharingLimits limits;
  private final SharingProperties properties;
  private final Outbox outbox;
  private final RandomValues random;
  private final DomainEvents events;
  private final Clock clock;

  GuestCodes(
      LinkedShares shares,
      CodeRows rows,
      ShareTries tries,
      GuestCodeMessages messages,
      SharingLimits limits,
      SharingProperties properties,
      Outbox outbox,
      RandomValues random,
      DomainEvents events,
      Clock clock) {
    this.shares = shares;
    this.rows = rows;
    this.tries = tries;
    this.messages = messages;
    this.limits = limits;
    this.properties = properties;
    this.outbox = outbox;
    this.random = random;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Sends a code for a link.
   *
   * @param session the token of this browser's session; empty if it has none
   */
  @Transactional
  public CodeSent send(String link, String session, Origin origin) {
    Optional<LinkedShare> found = shares.byToken(link);
    if (found.isEmpty()) {
      return new CodeSent.Over();
    }
    shares.hold(found.get().id());
    LinkedShare share = shares.byToken(link).orElse(null);
    if (share == null || share.usedUp()) {
      return new CodeSent.Over();
    }
    if (share.locked()) {
      return new CodeSent.Locked();
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
    String code = random.sixDigits();
    Instant now = clock.instant();
    CodeRows.Row row =
        new CodeRows.Row(random.id(), random.tag(), now, now.plus(properties.codeTtl()));
    String channel = share.bySms() ? "sms" : "email";
    rows.add(row, asking, channel, code);
    outbox.put(messages.message(share, row, code, origin));
    events.publish(new ShareEvent.CodeSent(share.sharer(), share.id(), channel, row.tag()), origin);
  }

  private static @Nullable Instant next(List<CodeRows.Row> before) {
    if (before.size() >= MAX_SENDS) {
      return null;
    }
    return before.isEmpty() ? Instant.EPOCH : before.getFirst().sentAt().plus(RESEND_COOLDOWN);
  }

  /** What this browser was asked; empty if it asked for no code, or the share has ended. */
  public Optional<AskedCode> asked(String session) {
    return rows.asking(session)
        .flatMap(asking -> shares.byId(asking.share()).flatMap(share -> asked(asking, share)));
  }

  private Optional<AskedCode> asked(CodeRows.Asking asking, LinkedShare share) {
    List<CodeRows.Row> codes = rows.codes(asking.session());
    return codes.stream()
        .findFirst()
        .map(
            newest ->
                new AskedCode(
                    asking.session(),
                    share,
                    newest.tag(),
                    newest.sentAt(),
                    newest.expiresAt(),
                    next(codes),
                    tries.left(share.id())));
  }

  /** Compares a code; the right one opens a session in this browser. */
  @Transactional
  public CodeVerdict judge(String session, String typed, Origin origin) {
    Optional<String> code = SixDigits.read(typed);
    if (code.isEmpty()) {
      return new CodeVerdict.Malformed();
    }
    Optional<CodeRows.Asking> found = rows.asking(session);
    if (found.isEmpty()) {
      return new CodeVerdict.Over();
    }
    shares.hold(found.get().share());
    CodeRows.Asking asking = rows.asking(session).orElse(null);
    LinkedShare share = asking == null ? null : shares.byId(asking.share()).orElse(null);
    if (asking == null || share == null || share.usedUp()) {
      return new CodeVerdict.Over();
    }
    OptionalInt number = tries.count(share.id());
    if (number.isEmpty()) {
      return new CodeVerdict.Locked();
    }
    return rows.spend(asking, code.get())
        ? open(share, asking, origin)
        : wrong(share, asking, number.getAsInt(), origin);
  }

  private CodeVerdict open(LinkedShare share, CodeRows.Asking asking, Origin origin) {
    if (!tries.open(share.id())) {
      return new CodeVerdict.Over();
    }
    Optional<String> token = rows.open(asking, origin);
    if (token.isEmpty()) {
      return new CodeVerdict.Over();
    }
    events.publish(new ShareEvent.Entered(share.sharer(), share.id()), origin);
    return new CodeVerdict.Accepted(token.get());
  }

  private CodeVerdict wrong(LinkedShare share, CodeRows.Asking asking, int number, Origin origin) {
    events.publish(new ShareEvent.CodeRefused(share.sharer(), share.id(), number), origin);
    if (number < ShareTries.MAX_TRIES) {
      boolean expired =
          !clock.instant().isBefore(rows.codes(asking.session()).getFirst().expiresAt());
      return new CodeVerdict.Refused(expired, ShareTries.MAX_TRIES - number);
    }
    tries.lock(share.id());
    events.publish(
        new ShareEvent.Locked(share.sharer(), share.id(), Emails.mask(share.email())), origin);
    return new CodeVerdict.Locked();
  }
}

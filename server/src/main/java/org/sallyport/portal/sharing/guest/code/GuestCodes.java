package org.sallyport.portal.sharing.guest.code;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.routes.AnsweredCodes;
import org.sallyport.gate.secondfactor.CodeDigits;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.portal.sharing.guest.LinkedShare;
import org.sallyport.portal.sharing.guest.LinkedShares;
import org.sallyport.portal.sharing.guest.ShareTries;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes that open a share by its mailed link, as entered. They are compared under the lock on the
 * link's row.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class GuestCodes {
  private final LinkedShares shares;
  private final CodeRows rows;
  private final ShareTries tries;
  private final CodeDigits.SentLength length;
  private final Outbox outbox;
  private final AnsweredCodes answered;
  private final DomainEvents events;
  private final Clock clock;

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
                    length.length(),
                    newest.sentAt(),
                    newest.expiresAt(),
                    delivery(newest.message()),
                    GuestCodeSender.next(codes),
                    tries.left(share.id())));
  }

  private @Nullable Delivery delivery(@Nullable MessageId message) {
    return message == null ? null : outbox.deliveries(List.of(message)).get(message);
  }

  /** Compares a code; the right one opens a session in this browser. */
  @Transactional
  public CodeVerdict judge(String session, String typed, Origin origin) {
    Optional<String> code = CodeDigits.read(typed, length.length());
    if (code.isEmpty()) {
      return new CodeVerdict.Malformed(length.length());
    }
    Optional<CodeRows.Asking> found = rows.asking(session);
    if (found.isEmpty()) {
      return new CodeVerdict.LinkInvalid();
    }
    shares.hold(found.get().share());
    CodeRows.Asking asking = rows.asking(session).orElse(null);
    LinkedShare share = asking == null ? null : shares.byId(asking.share()).orElse(null);
    if (asking == null || share == null || share.usedUp()) {
      return new CodeVerdict.LinkInvalid();
    }
    OptionalInt number = tries.count(share.id());
    if (number.isEmpty()) {
      return new CodeVerdict.ShareLocked();
    }
    Optional<CodeRows.Spent> spent = rows.spend(asking, code.get());
    if (spent.isEmpty()) {
      return wrong(share, asking, number.getAsInt(), origin);
    }
    Optional.ofNullable(spent.get().message()).ifPresent(answered::answered);
    return open(share, asking, origin);
  }

  private CodeVerdict open(LinkedShare share, CodeRows.Asking asking, Origin origin) {
    if (!tries.open(share.id())) {
      return new CodeVerdict.LinkInvalid();
    }
    Optional<String> token = rows.open(asking, origin);
    if (token.isEmpty()) {
      return new CodeVerdict.LinkInvalid();
    }
    events.publish(new ShareEvent.Entered(share.sharer(), share.id()), origin);
    return new CodeVerdict.Accepted(token.get());
  }

  private CodeVerdict wrong(LinkedShare share, CodeRows.Asking asking, int number, Origin origin) {
    events.publish(new ShareEvent.CodeRefused(share.sharer(), share.id(), number), origin);
    if (number < ShareTries.MAX_TRIES) {
      boolean expired =
          !clock.instant().isBefore(rows.codes(asking.session()).getFirst().expiresAt());
      return new CodeVerdict.WrongCode(expired, ShareTries.MAX_TRIES - number);
    }
    tries.lock(share.id());
    events.publish(
        new ShareEvent.Locked(share.sharer(), share.id(), Emails.mask(share.email())), origin);
    return new CodeVerdict.ShareLocked();
  }
}

package org.sallyport.gate.selfservice.elsewhere;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.federation.FederatedLinks;
import org.sallyport.gate.federation.FederatedLinks.Linking;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeStore;
import org.sallyport.gate.selfservice.HeldForChange;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The acts of an owner on links with people of issuers, each behind a fresh second factor. */
@Component
@RequiredArgsConstructor
class OwnLinks {
  private final OpenSessions sessions;
  private final ChangeStore store;
  private final FederatedLinks links;

  /** The result of linking. */
  sealed interface LinkResult {
    record Tried(Linking linking) implements LinkResult {}

    /** The change was not begun, or has expired. */
    record NotBegun() implements LinkResult {}
  }

  /** Links with the person whom the issuer proved for this session. */
  @Transactional
  public LinkResult link(Visitor visitor, Origin origin) {
    return begun(visitor)
        .<LinkResult>map(
            it -> new LinkResult.Tried(links.linkOwn(it.held(), visitor.signIn(), origin)))
        .orElseGet(LinkResult.NotBegun::new);
  }

  /** The result of ending a link. */
  enum UnlinkResult {
    DONE,
    /** It was ended before. */
    NOT_LINKED,
    /** The account has no password and no other link. */
    LAST,
    /** The change was not begun, or has expired. */
    NOT_BEGUN
  }

  /** Ends a link. */
  @Transactional
  public UnlinkResult unlink(Visitor visitor, String identifier, Origin origin) {
    Optional<HeldForChange.Open> open = begun(visitor);
    if (open.isEmpty()) {
      return UnlinkResult.NOT_BEGUN;
    }
    HeldAccount held = open.get().held();
    if (!held.account().isActivated() && isLast(held)) {
      return UnlinkResult.LAST;
    }
    Actor owner = new Actor(held.id(), held.account().username(), null);
    return links.unlink(held, identifier, visitor.signIn(), owner, origin)
        ? UnlinkResult.DONE
        : UnlinkResult.NOT_LINKED;
  }

  private boolean isLast(HeldAccount held) {
    return links.of(held.id()).stream().filter(it -> it.identity() != null).count() <= 1;
  }

  private Optional<HeldForChange.Open> begun(Visitor visitor) {
    return sessions.take(visitor).open().filter(it -> store.finish(it, Change.ELSEWHERE));
  }
}

package org.sallyport.portal.studies.publish;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.publish.document.DocumentHeader;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes objects to the archive: each form once, however often it is sent. No transaction is open
 * while the archive answers.
 */
@Component
@RequiredArgsConstructor
class Publishing {
  private static final int MAX_BYTES = 2_000_000;
  private static final int PER_HOUR = 60;
  private static final int STORED = 200;

  private final PublishedStore store;
  private final Archive archive;
  private final RateLimits limits;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Installation installation;
  private final Clock clock;

  /**
   * An object to write.
   *
   * @param items how many images or measurements it has
   * @param leftOut how many measurements it says nothing of
   */
  record Document(int items, int leftOut, Content content) {}

  /** Makes the file of an object. */
  @FunctionalInterface
  interface Content {
    byte[] file(DocumentHeader header);
  }

  /**
   * Publishes an object of a study that the visitor may publish on. A repeated form is answered,
   * and the limit is taken, before anything is made or asked of the archive.
   *
   * @param maker makes the object; empty if there is none
   */
  PublishResult publish(
      Visitor visitor,
      StudyAccess seen,
      PublishRequest request,
      Supplier<Optional<Document>> maker,
      Origin origin) {
    Optional<PublishResult> known = store.find(request).flatMap(Publishing::known);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<Instant> usedUp = take(visitor);
    if (usedUp.isPresent()) {
      return new PublishResult.TooMany(usedUp.get());
    }
    return maker
        .get()
        .map(document -> publish(visitor, seen, request, document, origin))
        .orElseGet(PublishResult.Nothing::new);
  }

  private PublishResult publish(
      Visitor visitor, StudyAccess seen, PublishRequest request, Document document, Origin origin) {
    PublishedStore.Publication taken = store.take(request, document.leftOut());
    return known(taken)
        .orElseGet(
            () -> {
              DocumentHeader header = header(seen, taken);
              byte[] file = document.content().file(header);
              if (file.length > MAX_BYTES) {
                store.failed(taken.id());
                return new PublishResult.TooLarge();
              }
              PublishResult result = send(request.study(), header, file, document.leftOut());
              note(visitor, request, taken, document, result, origin);
              return result;
            });
  }

  /** The answer to a form whose object is not to be written now. */
  private static Optional<PublishResult> known(PublishedStore.Publication found) {
    return switch (found.state()) {
      case STORED ->
          Optional.of(
              new PublishResult.Published(
                  DocumentHeader.uid(found.series()),
                  DocumentHeader.uid(found.id()),
                  found.leftOut()));
      case UNDER_WAY -> Optional.of(new PublishResult.UnderWay());
      case DIFFERENT -> Optional.of(new PublishResult.Different());
      case MINE, NOT_STORED -> Optional.empty();
    };
  }

  private DocumentHeader header(StudyAccess seen, PublishedStore.Publication taken) {
    return new DocumentHeader(
        seen.study().attributes(),
        DocumentHeader.uid(taken.series()),
        DocumentHeader.uid(taken.id()),
        clock.instant().atZone(installation.zone()));
  }

  private Optional<Instant> take(Visitor visitor) {
    String account = visitor.account().toString();
    Decision decision =
        transaction.execute(
            status ->
                limits.take(
                    List.of(
                        LimitName.PUBLISH_HOUR
                            .of(PER_HOUR)
                            .demand(Quota.ANYONE, account)
                            .about(account))));
    return decision instanceof Decision.UsedUp usedUp
        ? Optional.of(usedUp.until())
        : Optional.empty();
  }

  /** An earlier try may have stored it, without an answer. */
  private PublishResult send(StudyUid study, DocumentHeader header, byte[] file, int leftOut) {
    PublishResult.Published published =
        new PublishResult.Published(header.series(), header.object(), leftOut);
    try {
      if (has(study, header)) {
        return published;
      }
      int status = archive.store(study, file);
      // Some archives have an object that they answer with a warning for.
      return status == STORED || isThereAfterAll(study, header)
          ? published
          : new PublishResult.Refused(status);
    } catch (ArchiveUnreachable e) {
      return isThereAfterAll(study, header) ? published : new PublishResult.Unknown();
    }
  }

  private boolean has(StudyUid study, DocumentHeader header) {
    return archive.instance(study, new InstanceUid(header.object())).isPresent();
  }

  private boolean isThereAfterAll(StudyUid study, DocumentHeader header) {
    try {
      return has(study, header);
    } catch (ArchiveUnreachable e) {
      return false;
    }
  }

  private void note(
      Visitor visitor,
      PublishRequest request,
      PublishedStore.Publication taken,
      Document document,
      PublishResult result,
      Origin origin) {
    transaction.executeWithoutResult(
        status -> {
          if (result instanceof PublishResult.Published published) {
            if (store.stored(taken.id())) {
              events.publish(
                  new StudyEvent.Published(
                      visitor.account(),
                      visitor.signIn(),
                      request.study(),
                      new InstanceUid(published.object()),
                      request.kind(),
                      document.items()),
                  origin);
            }
          } else {
            store.failed(taken.id());
            events.publish(
                new StudyEvent.NotPublished(
                    visitor.account(),
                    visitor.signIn(),
                    request.study(),
                    request.kind(),
                    why(result)),
                origin);
          }
        });
  }

  private static String why(PublishResult result) {
    return result instanceof PublishResult.Refused refused
        ? "the archive answered " + refused.status()
        : "the archive did not answer";
  }
}

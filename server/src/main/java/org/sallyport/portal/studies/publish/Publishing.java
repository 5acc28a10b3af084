package org.sallyport.portal.studies.publish;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  Publishing(
      PublishedStore store,
      Archive archive,
      RateLimits limits,
      DomainEvents events,
      TransactionTemplate transaction,
      Installation installation,
      Clock clock) {
    this.store = store;
    this.archive = archive;
    this.limits = limits;
    this.events = events;
    this.transaction = transaction;
    this.installation = installation;
    this.clock = clock;
  }

  /**
   * An object to write.
   *
   * @param items how many images or measurements it has
   */
  record Document(String kind, int items, Content content) {}

  /** Makes the file of an object. */
  @FunctionalInterface
  interface Content {
    byte[] file(DocumentHeader header);
  }

  /**
   * Publishes an object of a study that the visitor may publish on.
   *
   * @param request the id of the form
   */
  PublishResult publish(
      Visitor visitor, StudyAccess seen, UUID request, Document document, Origin origin) {
    StudyUid study = seen.study().uid();
    PublishedStore.Publication taken =
        store.take(visitor.account(), request, study, document.kind());
    String series = DocumentHeader.uid(taken.series());
    String object = DocumentHeader.uid(taken.id());
    if (taken.isStored()) {
      return new PublishResult.Published(series, object);
    }
    if (!taken.isMine()) {
      return new PublishResult.UnderWay();
    }
    Optional<Instant> usedUp = take(visitor);
    if (usedUp.isPresent()) {
      store.failed(taken.id());
      return new PublishResult.TooMany(usedUp.get());
    }
    DocumentHeader header =
        new DocumentHeader(
            seen.study().attributes(), series, object, clock.instant().atZone(installation.zone()));
    byte[] file = document.content().file(header);
    if (file.length > MAX_BYTES) {
      store.failed(taken.id());
      return new PublishResult.TooLarge();
    }
    PublishResult result = send(study, header, file);
    note(visitor, study, taken, document, result, origin);
    return result;
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
  private PublishResult send(StudyUid study, DocumentHeader header, byte[] file) {
    PublishResult.Published published =
        new PublishResult.Published(header.series(), header.object());
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
      StudyUid study,
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
                      study,
                      new InstanceUid(published.object()),
                      document.kind(),
                      document.items()),
                  origin);
            }
          } else {
            store.failed(taken.id());
            events.publish(
                new StudyEvent.NotPublished(
                    visitor.account(), visitor.signIn(), study, document.kind(), why(result)),
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

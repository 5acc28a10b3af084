package org.sallyport.gate.secondfactor.push.approval;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.approval.Approvals;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What other modules see and change of the requests to phones. */
@Component
@RequiredArgsConstructor
class PhoneRequests implements Approvals {
  private static final Duration LOOKBACK = Duration.ofHours(24);

  private final RequestStore store;
  private final Accounts accounts;
  private final RequestNotifier requestNotifier;
  private final Clock clock;

  @Override
  public CompletableFuture<Boolean> settled(SignIn signIn, Purpose purpose, Duration patience) {
    Optional<AppRequest> open = open(signIn, purpose);
    if (open.isEmpty()) {
      return CompletableFuture.completedFuture(true);
    }
    CompletableFuture<Boolean> settled =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
    Page page = new Page(signIn.account(), open.get().id(), settled);
    requestNotifier.add(page);
    return settled.whenComplete((done, fault) -> requestNotifier.remove(page));
  }

  private Optional<AppRequest> open(SignIn signIn, Purpose purpose) {
    return store.newest(signIn.id(), purpose).filter(request -> request.isOpen(clock.instant()));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void resetUnanswered(AccountId account) {
    if (store.hasUnanswered(account)) {
      store.answered(accounts.hold(account));
    }
  }

  @Override
  public void announce() {
    requestNotifier.changed();
  }

  @Override
  public Figures figures() {
    return store.figures(clock.instant().minus(LOOKBACK));
  }

  private record Page(AccountId account, UUID request, CompletableFuture<Boolean> settled)
      implements RequestNotifier.Watcher {
    @Override
    public void look(List<AppRequest> live) {
      if (live.stream().noneMatch(it -> it.id().equals(request))) {
        settled.complete(true);
      }
    }

    @Override
    public void end() {
      settled.complete(false);
    }
  }
}

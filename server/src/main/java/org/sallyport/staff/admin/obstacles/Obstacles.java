package org.sallyport.staff.admin.obstacles;

import java.util.Comparator;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.administration.PausedRequests;
import org.springframework.stereotype.Component;

/** The obstacles for an account's owner, the most serious first. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Obstacles implements PausedRequests {
  private final List<ObstacleCheck> checks;

  @Override
  public boolean arePaused(Account account) {
    return of(account).stream().anyMatch(it -> it.kind() == ObstacleKind.REQUESTS_PAUSED);
  }

  /** The obstacles for the owner of an account; empty if nothing keeps its owner out. */
  public List<Obstacle> of(Account account) {
    List<Obstacle> all =
        checks.stream()
            .flatMap(check -> check.of(account))
            .sorted(Comparator.comparing(Obstacle::kind))
            .toList();
    boolean prevented = all.stream().anyMatch(it -> it.kind().preventsSignIn());
    return prevented ? all.stream().filter(it -> !it.kind().saysCanSignIn()).toList() : all;
  }
}

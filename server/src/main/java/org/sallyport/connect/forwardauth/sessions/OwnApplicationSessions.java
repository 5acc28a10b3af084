package org.sallyport.connect.forwardauth.sessions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.forwardauth.settings.Applications;
import org.sallyport.connect.oidc.own.OtherSignIns;
import org.sallyport.connect.oidc.own.OwnApplication;
import org.sallyport.gate.session.LiveSignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The applications behind proxies to which an account is signed in, for its owner. */
@Component
@RequiredArgsConstructor
class OwnApplicationSessions implements OtherSignIns {
  private final ApplicationSessions sessions;
  private final Applications applications;
  private final LiveSignIns live;
  private final DomainEvents events;
  private final Installation installation;

  /** One for each application: the last sign-in to it. */
  @Override
  public List<OwnApplication> of(AccountId account) {
    List<ApplicationSessions.Open> open = sessions.of(account);
    Set<SignInId> lasting =
        live.of(open.stream().map(ApplicationSessions.Open::signIn).collect(Collectors.toSet()));
    Map<String, ApplicationSessions.Open> last = new LinkedHashMap<>();
    open.stream()
        .filter(it -> lasting.contains(it.signIn()))
        .forEach(it -> last.putIfAbsent(it.application(), it));
    return last.values().stream().map(this::shown).toList();
  }

  private OwnApplication shown(ApplicationSessions.Open open) {
    return new OwnApplication(
        open.id(),
        applications.title(open.application()),
        open.since().atZone(installation.zone()),
        List.of());
  }

  @Override
  @Transactional
  public boolean end(Visitor visitor, UUID id, Origin origin) {
    String title =
        sessions.of(visitor.account()).stream()
            .filter(it -> it.id().equals(id))
            .map(it -> applications.title(it.application()))
            .findFirst()
            .orElse("");
    if (sessions.endAll(visitor.account(), id) == 0) {
      return false;
    }
    events.publish(
        new ApplicationEvent.Withdrawn(visitor.account(), visitor.signIn(), title), origin);
    return true;
  }
}

package org.sallyport.edge.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.session.ActiveSession;
import org.sallyport.gate.session.SessionLookup;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.platform.access.Visitor;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Loads the visitor from the sign-in row at every request and stores nothing: the operations change
 * the row in their own transactions.
 */
@Component
@RequiredArgsConstructor
class SessionSecurityContextRepository implements SecurityContextRepository {
  /** The authority of a sign-in that began with a passkey alone; no password was verified. */
  static final String PASSWORDLESS = FactorGrantedAuthority.WEBAUTHN_AUTHORITY;

  /** The authority of a sign-in that began at an issuer elsewhere, in place of the password. */
  static final String ISSUER = FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY;

  /** A Kerberos ticket. */
  static final String TICKET = "FACTOR_TICKET";

  /**
   * The authority of a session in which a second factor was verified after the password; a
   * remembered browser does not grant it.
   */
  static final String SECOND_FACTOR = "FACTOR_SECOND";

  /**
   * The authority of a session in which something replaced the second factor after the password: a
   * remembered browser, that of an issuer elsewhere, or a role that needs none.
   */
  static final String SECOND_FACTOR_WAIVED = "SECOND_FACTOR_WAIVED";

  /** The only right of a session whose imported password must be changed first. */
  static final String CHANGES_PASSWORD = "ROLE_CHANGES_PASSWORD";

  /** The right of accounts that can have access to studies. */
  static final String READER = "ROLE_READER";

  /** The right to help other accounts to sign in. */
  static final String HELP_DESK = "ROLE_HELPDESK";

  /** The right to administer. */
  static final String ADMIN = "ROLE_ADMIN";

  private static final String LOADED = SessionSecurityContextRepository.class.getName();

  private final SessionLookup sessionLookup;

  @Override
  @Deprecated
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return load(holder.getRequest());
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      return new OfErrorPage(request);
    }
    Deferred context = new Deferred(request);
    request.setAttribute(LOADED, context);
    return context;
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    // Nothing to save: the sign-in row is the only state, and the operations that change it write
    // it.
  }

  /** Uses the row that this dispatch of the request reads anyway. */
  @Override
  public boolean containsContext(HttpServletRequest request) {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      return !new OfErrorPage(request).isGenerated();
    }
    return request.getAttribute(LOADED) instanceof Deferred loaded
        ? !loaded.isGenerated()
        : visit(request).isPresent();
  }

  private SecurityContext load(HttpServletRequest request) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    visit(request)
        .ifPresent(
            activeSession -> {
              AccountLanguage.speak(request, activeSession);
              context.setAuthentication(
                  UsernamePasswordAuthenticationToken.authenticated(
                      activeSession.visitor(), null, authorities(activeSession)));
            });
    return context;
  }

  /** Finds the session or attempt. A request with both cookies is a request of the session. */
  private Optional<ActiveSession> visit(HttpServletRequest request) {
    return SignInCookies.session(request)
        .flatMap(token -> sessionLookup.session(token, UserActivity.isBy(request)))
        .or(() -> SignInCookies.attempt(request).flatMap(sessionLookup::attempt));
  }

  /** What was verified, and what the visitor may do. */
  static List<GrantedAuthority> authorities(ActiveSession activeSession) {
    List<GrantedAuthority> authorities = new ArrayList<>(verified(activeSession.signIn()));
    if (!activeSession.complete()) {
      authorities.add(new SimpleGrantedAuthority("ROLE_ATTEMPT"));
      return authorities;
    }
    if (activeSession.passwordChangeRequired()) {
      authorities.add(new SimpleGrantedAuthority(CHANGES_PASSWORD));
      return authorities;
    }
    authorities.add(new SimpleGrantedAuthority("ROLE_SIGNED_IN"));
    addRights(activeSession.visitor(), authorities);
    return authorities;
  }

  /** What the role allows. Each right is granted by name; none includes another. */
  private static void addRights(Visitor visitor, List<GrantedAuthority> authorities) {
    if (visitor.rights().readsStudies()) {
      authorities.add(new SimpleGrantedAuthority(READER));
    }
    if (visitor.rights().helps()) {
      authorities.add(new SimpleGrantedAuthority(HELP_DESK));
    }
    if (visitor.rights().administers()) {
      authorities.add(new SimpleGrantedAuthority(ADMIN));
    }
  }

  /** What was verified: a passkey alone, or the first factor and what came after it. */
  private static List<GrantedAuthority> verified(SignIn signIn) {
    if (signIn.passwordless()) {
      return List.of(factor(PASSWORDLESS, signIn.passwordAt()));
    }
    GrantedAuthority first = factor(firstFactor(signIn), signIn.passwordAt());
    Instant factorAt = signIn.factorAt();
    if (factorAt != null) {
      return List.of(first, factor(SECOND_FACTOR, factorAt));
    }
    return isWaived(signIn)
        ? List.of(first, new SimpleGrantedAuthority(SECOND_FACTOR_WAIVED))
        : List.of(first);
  }

  private static String firstFactor(SignIn signIn) {
    if (signIn.issuer() != null) {
      return ISSUER;
    }
    return signIn.ticket() == null ? FactorGrantedAuthority.PASSWORD_AUTHORITY : TICKET;
  }

  private static boolean isWaived(SignIn signIn) {
    return signIn.state() == SignIn.State.COMPLETE
        && (SignIn.REMEMBERED.equals(signIn.method())
            || SignIn.PASSWORD_ALONE.equals(signIn.method())
            || SignIn.ISSUER.equals(signIn.method())
            || SignIn.TICKET.equals(signIn.method()));
  }

  private static GrantedAuthority factor(String authority, Instant at) {
    return FactorGrantedAuthority.withAuthority(authority).issuedAt(at).build();
  }

  /**
   * The context that the request had loaded when it failed, or else none: an error page needs no
   * database, which may be the reason of the error.
   */
  private record OfErrorPage(HttpServletRequest request) implements DeferredSecurityContext {
    @Override
    public SecurityContext get() {
      return request.getAttribute(LOADED) instanceof Deferred loaded && loaded.context.isPresent()
          ? loaded.context.get()
          : SecurityContextHolder.createEmptyContext();
    }

    @Override
    public boolean isGenerated() {
      return get().getAuthentication() == null;
    }
  }

  /** Loads the context at first use, once. */
  private final class Deferred implements DeferredSecurityContext {
    private final HttpServletRequest request;
    private Optional<SecurityContext> context = Optional.empty();

    Deferred(HttpServletRequest request) {
      this.request = request;
    }

    @Override
    public SecurityContext get() {
      if (context.isEmpty()) {
        context = Optional.of(load(request));
      }
      return context.get();
    }

    @Override
    public boolean isGenerated() {
      return get().getAuthentication() == null;
    }
  }
}

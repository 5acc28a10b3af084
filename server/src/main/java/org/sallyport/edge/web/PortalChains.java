package org.sallyport.edge.web;

import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.ApplicationOrigins;
import org.sallyport.connect.oidc.protocol.ProtocolEndpoints;
import org.sallyport.edge.web.forms.FormTokenReader;
import org.sallyport.edge.web.forms.FormTokens;
import org.sallyport.edge.web.keys.ProgramSecurity;
import org.sallyport.edge.web.language.LanguagePage;
import org.sallyport.edge.web.published.AccessibilityPage;
import org.sallyport.gate.signin.password.RequiredPasswordChangePage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * The security filter chains. Every request that is not listed here needs a session; each handler
 * also declares who may call it.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class PortalChains {
  /** Where applications send people to sign in; also by a form of their own, without a token. */
  private static final String AUTHORIZE = "/oauth2/authorize";

  /** Where applications send people to sign out, likewise. */
  private static final String APPLICATION_LOGOUT = "/connect/logout";

  private static final String BEARER = "Bearer ";

  /** Where proxies ask about each request of an application. */
  static final String FORWARD_AUTH = "/auth/forward";

  /** Paths open to unauthenticated visitors. */
  private static final String[] PUBLIC_PATHS = {
    "/",
    "/login",
    "/login/with-passkey",
    "/login/with-passkey/options",
    "/login/with-windows",
    "/login/with/*",
    "/login/with/*/callback",
    "/login/with/*/signed-out",
    "/logout",
    "/session/state",
    "/session/end",
    "/session/other",
    "/forgotten",
    "/forgotten/**",
    "/password",
    "/password/**",
    "/activate",
    "/activate/**",
    "/.well-known/**",
    "/auth/start",
    AUTHORIZE,
    AUTHORIZE + "/*",
    APPLICATION_LOGOUT,
    APPLICATION_LOGOUT + "/confirm",
    "/mfa/request/*",
    "/mfa/request/*/cancel",
    AccessibilityPage.PATH,
    LanguagePage.PATH,
    "/design/**",
    "/favicon.ico",
    "/viewer/*",
    "/viewer/assets/*",
    "/app",
    "/app/",
    "/app/*",
    "/app/assets/*"
  };

  /** Paths between the password and the second factor. */
  private static final String[] ATTEMPT_PATHS = {
    "/login/method",
    "/login/another-way",
    "/login/ask-admin",
    "/login/code",
    "/login/code/**",
    "/login/app",
    "/login/app/**",
    "/login/passkey",
    "/login/passkey/**",
    "/login/locked"
  };

  /** Administration pages of the help desk; all others are for admins. */
  private static final String[] HELP_DESK_PATHS = {
    "/admin", "/admin/confirm", "/admin/continue", "/admin/desk", "/admin/desk/**"
  };

  @Bean
  @Order(4)
  SecurityFilterChain portal(
      HttpSecurity http,
      SessionSecurityContextRepository visits,
      FormTokens tokens,
      Refusals refusals) {
    return stateless(http)
        .securityContext(it -> it.securityContextRepository(visits))
        .csrf(
            it ->
                it.csrfTokenRepository(tokens)
                    .csrfTokenRequestHandler(new FormTokenReader(tokens))
                    .ignoringRequestMatchers(AUTHORIZE, APPLICATION_LOGOUT))
        .anonymous(it -> it.principal("stranger"))
        .exceptionHandling(
            it -> it.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .headers(Headers::set)
        .authorizeHttpRequests(
            it ->
                it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers(PUBLIC_PATHS)
                    .permitAll()
                    .requestMatchers(ATTEMPT_PATHS)
                    .hasRole("ATTEMPT")
                    .requestMatchers(RequiredPasswordChangePage.PATH)
                    .hasAuthority(SessionSecurityContextRepository.CHANGES_PASSWORD)
                    .requestMatchers("/session/left", "/session/stay")
                    .access(
                        AuthorizationManagers.anyOf(
                            signedIn(),
                            AuthorityAuthorizationManager.hasAuthority(
                                SessionSecurityContextRepository.CHANGES_PASSWORD)))
                    .requestMatchers(HELP_DESK_PATHS)
                    .access(signedIn(SessionSecurityContextRepository.HELP_DESK))
                    .requestMatchers("/admin/**")
                    .access(signedIn(SessionSecurityContextRepository.ADMIN))
                    .requestMatchers("/studies", "/studies/**")
                    .access(signedIn(SessionSecurityContextRepository.READER))
                    .anyRequest()
                    .access(signedIn()))
        .build();
  }

  /**
   * Shares with an e-mail address. Sessions of accounts are not read here, so neither kind of
   * session can be used in place of the other.
   */
  @Bean
  @Order(3)
  SecurityFilterChain sharedPages(
      HttpSecurity http, ShareContextRepository guests, FormTokens tokens, ShareRefusals refusals) {
    return stateless(http)
        .securityMatcher("/shared", "/shared/**")
        .securityContext(it -> it.securityContextRepository(guests))
        .csrf(
            it ->
                it.csrfTokenRepository(tokens).csrfTokenRequestHandler(new FormTokenReader(tokens)))
        .anonymous(it -> it.principal("stranger"))
        .exceptionHandling(
            it -> it.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .headers(Headers::setUnlisted)
        .authorizeHttpRequests(
            it ->
                it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers(
                        "/shared/studies",
                        "/shared/studies/**",
                        "/shared/dicom-web",
                        "/shared/dicom-web/**",
                        "/shared/session/left",
                        "/shared/session/stay",
                        "/shared/close")
                    .hasRole("GUEST")
                    .requestMatchers(
                        "/shared", "/shared/*", "/shared/session/state", "/shared/session/end")
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }

  /**
   * Requests of the phone app, each signed by its phone. Cookies are ignored, so CSRF is impossible
   * and no form token is required.
   */
  @Bean
  @Order(2)
  SecurityFilterChain phoneCalls(HttpSecurity http) {
    return withoutCookies(http, "phone").securityMatcher("/app/api/**").build();
  }

  /** What an access token tells: the handler demands the token. */
  @Bean
  @Order(2)
  SecurityFilterChain userInfoCalls(HttpSecurity http, ApplicationOrigins origins) {
    return withoutCookies(http, "application")
        .securityMatcher(ProtocolEndpoints.USER_INFO)
        .cors(it -> it.configurationSource(origins::of))
        .build();
  }

  /**
   * What applications ask by themselves: tokens, keys, claims. Cookies are ignored; each endpoint
   * demands the proof of the client or a token.
   */
  @Bean
  @Order(2)
  SecurityFilterChain applicationCalls(
      HttpSecurity http, ProtocolEndpoints endpoints, ApplicationOrigins origins) {
    endpoints.addTo(
        withoutCookies(http, "application")
            .cors(it -> it.configurationSource(origins::of))
            .securityMatcher(ProtocolEndpoints.PATHS.toArray(String[]::new)));
    return http.build();
  }

  /**
   * Forward-auth: what the proxies of applications ask, and the pages at the hosts of applications.
   * Cookies of the portal are ignored; the handlers read those of the applications, and demand that
   * the request comes from a trusted proxy.
   */
  @Bean
  @Order(2)
  SecurityFilterChain proxiesOfApplications(HttpSecurity http) {
    return withoutCookies(http, "proxy").securityMatcher(FORWARD_AUTH, "/.sallyport/**").build();
  }

  /** Programs, each call with a key. Cookies are ignored. */
  @Bean
  @Order(2)
  SecurityFilterChain programCalls(HttpSecurity http, ProgramSecurity programs) {
    return programs.demandKey(ignoringCookies(http, "program")).build();
  }

  /** What issuers elsewhere say by themselves: each brings a token that it signed. */
  @Bean
  @Order(2)
  SecurityFilterChain issuerCalls(HttpSecurity http) {
    return withoutCookies(http, "issuer").securityMatcher("/login/with/*/logout").build();
  }

  /**
   * What Microsoft reads, and where its form leads: the token of the form is the proof. The browser
   * comes back to a page of the portal.
   */
  @Bean
  @Order(2)
  SecurityFilterChain entraCalls(HttpSecurity http) {
    return withoutCookies(http, "microsoft").securityMatcher("/entra-mfa/**").build();
  }

  /** What SMS gateways report about a message: the address is the proof. */
  @Bean
  @Order(2)
  SecurityFilterChain smsReceipts(HttpSecurity http) {
    return withoutCookies(http, "sms-gateway").securityMatcher("/sms/receipts/**").build();
  }

  /**
   * Stopping mails by the link in one of them (RFC 8058): a mail program posts to it, without
   * cookies and without a form token. The token in the path is the proof, and stops these mails
   * alone.
   */
  @Bean
  @Order(2)
  SecurityFilterChain unsubscribing(HttpSecurity http) {
    return withoutCookies(http, "mail")
        .securityMatcher("/unsubscribe/*")
        .headers(Headers::setUnlisted)
        .build();
  }

  /**
   * DICOMweb for viewers elsewhere, each request with an access token. Cookies are ignored, and it
   * answers GET alone, so no form token is required. A page of another origin may ask if a public
   * application with that scope has an address there.
   */
  @Bean
  @Order(2)
  SecurityFilterChain viewersElsewhere(
      HttpSecurity http, TokenContextRepository tokens, ApplicationOrigins origins) {
    return stateless(http)
        .securityMatcher(TokenContextRepository::isFor)
        .cors(it -> it.configurationSource(origins::ofViewer))
        .csrf(AbstractHttpConfigurer::disable)
        .securityContext(it -> it.securityContextRepository(tokens))
        .anonymous(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .exceptionHandling(
            it ->
                it.authenticationEntryPoint(PortalChains::demandToken)
                    .accessDeniedHandler(
                        (request, response, refusal) ->
                            response.setStatus(HttpStatus.FORBIDDEN.value())))
        .headers(Headers::set)
        .authorizeHttpRequests(
            it ->
                it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .anyRequest()
                    .access(signedIn(SessionSecurityContextRepository.READER)))
        .build();
  }

  private static void demandToken(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal) {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BEARER + "error=\"invalid_token\"");
    response.setStatus(HttpStatus.UNAUTHORIZED.value());
  }

  /**
   * DICOMweb, with the filters that it needs only: a viewer sends thousands of requests. It answers
   * GET alone, so no form token is required.
   */
  @Bean
  @Order(3)
  SecurityFilterChain dicomWebCalls(
      HttpSecurity http, SessionSecurityContextRepository visits, Refusals refusals) {
    return http.securityMatcher("/dicom-web/**")
        .securityContext(it -> it.securityContextRepository(visits))
        .sessionManagement(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .exceptionHandling(
            it -> it.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .headers(Headers::set)
        .authorizeHttpRequests(
            it ->
                it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .anyRequest()
                    .access(signedIn(SessionSecurityContextRepository.READER)))
        .build();
  }

  /** The management port: reachable from the machine itself, without cookies and forms. */
  @Bean
  @Order(1)
  SecurityFilterChain management(HttpSecurity http, ManagementPort port) {
    return http.securityMatcher(request -> port.is(request.getLocalPort()))
        .authorizeHttpRequests(it -> it.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  /**
   * Disables Spring Security's observations: they time each filter and decision at every request,
   * which costs more than these do. Spring MVC times requests as a whole.
   */
  @Bean
  SecurityObservationSettings notEachFilter() {
    return SecurityObservationSettings.noObservations();
  }

  /**
   * Excludes DICOMweb and forward-auth from the observations of Spring MVC, which take a tenth of
   * the time of a request for an image; {@code DicomWebRoutes} and {@code ForwardCheck} time these
   * requests.
   */
  @Bean
  ObservationPredicate notEachImage() {
    return (name, context) ->
        !(context instanceof ServerRequestObservationContext request)
            || !isTimedElsewhere(request.getCarrier());
  }

  private static boolean isTimedElsewhere(@Nullable HttpServletRequest request) {
    return request != null
        && (request.getRequestURI().startsWith("/dicom-web/")
            || request.getRequestURI().equals(FORWARD_AUTH));
  }

  /**
   * Rejects every username. Without this bean Spring Boot would create a user with a generated
   * password.
   */
  @Bean
  UserDetailsService nobody() {
    return username -> {
      throw new UsernameNotFoundException("accounts do not sign in through Spring Security");
    };
  }

  /** No server-side sessions or saved requests, and none of the sign-ins of Spring Security. */
  private static HttpSecurity stateless(HttpSecurity http) {
    return http.sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(it -> it.requestCache(new NullRequestCache()))
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable);
  }

  /** For requests that prove themselves, so that a cookie that a browser adds means nothing. */
  private static HttpSecurity withoutCookies(HttpSecurity http, String caller) {
    return ignoringCookies(http, caller).authorizeHttpRequests(it -> it.anyRequest().permitAll());
  }

  private static HttpSecurity ignoringCookies(HttpSecurity http, String caller) {
    return stateless(http)
        .csrf(AbstractHttpConfigurer::disable)
        .securityContext(it -> it.securityContextRepository(new NullSecurityContextRepository()))
        .anonymous(it -> it.principal(caller))
        .headers(Headers::set);
  }

  /** A complete sign-in of an account with a right. */
  private static AuthorizationManager<RequestAuthorizationContext> signedIn(String right) {
    return AuthorizationManagers.allOf(
        signedIn(), AuthorityAuthorizationManager.hasAuthority(right));
  }

  /**
   * A complete sign-in: with a passkey alone, or with a password, an issuer elsewhere or a ticket,
   * and a second factor or what replaced it.
   */
  private static AuthorizationManager<RequestAuthorizationContext> signedIn() {
    return AuthorizationManagers.allOf(
        AuthorityAuthorizationManager.hasRole("SIGNED_IN"),
        AuthorizationManagers.anyOf(
            AuthorityAuthorizationManager.hasAuthority(
                SessionSecurityContextRepository.PASSWORDLESS),
            AuthorizationManagers.allOf(
                AuthorityAuthorizationManager.hasAnyAuthority(
                    FactorGrantedAuthority.PASSWORD_AUTHORITY,
                    SessionSecurityContextRepository.ISSUER,
                    SessionSecurityContextRepository.TICKET),
                AuthorityAuthorizationManager.hasAnyAuthority(
                    SessionSecurityContextRepository.SECOND_FACTOR,
                    SessionSecurityContextRepository.SECOND_FACTOR_WAIVED))));
  }
}

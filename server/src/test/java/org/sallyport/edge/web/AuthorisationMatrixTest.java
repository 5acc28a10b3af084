package org.sallyport.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.session.ActiveSession;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.method.PreAuthorizeAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.annotation.AnnotationTemplateExpressionDefaults;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.util.SimpleMethodInvocation;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may call which handler: every mapping with every method, for every kind of visitor, as the
 * filter chains and the annotations decide it. The result is compared with {@code
 * authorisation-matrix.txt}; a new handler is added there by name, by hand or with {@code
 * -Dmatrix.write=true}, and then read.
 */
@SallyportTest
class AuthorisationMatrixTest {
  private static final Path FILE = Path.of("src/test/resources/authorisation-matrix.txt");
  private static final Instant NOW = Instant.parse("2026-01-01T08:00:00Z");

  @Autowired List<RequestMappingHandlerMapping> mappings;
  @Autowired FilterChainProxy chains;

  private final PreAuthorizeAuthorizationManager annotations =
      new PreAuthorizeAuthorizationManager();

  AuthorisationMatrixTest() {
    annotations.setTemplateDefaults(new AnnotationTemplateExpressionDefaults());
  }

  @Test
  void J06_eachHandlerLetsInThoseWhoAreListedForIt() throws IOException {
    SortedSet<String> lines = lines();
    if (Boolean.getBoolean("matrix.write")) {
      Files.writeString(FILE, String.join("\n", lines) + "\n");
    }
    assertThat(lines).containsExactlyInAnyOrderElementsOf(Files.readAllLines(FILE));
  }

  @Test
  void unmappedPathsAreDenied() {
    for (String path : List.of("/nothing", "/admin/nothing", "/settings", "/dicom-web/nothing")) {
      assertThat(passesChain("stranger", path, "GET")).as(path).isFalse();
    }
    for (String who : List.of("half", "changing", "patient", "physician", "helpdesk")) {
      assertThat(passesChain(who, "/admin/nothing", "GET")).as(who).isFalse();
    }
    for (String who : List.of("stranger", "half", "changing", "helpdesk", "guest")) {
      assertThat(passesChain(who, "/dicom-web/studies", "GET")).as(who).isFalse();
      assertThat(passesChain(who, "/studies/1.2.3", "GET")).as(who).isFalse();
    }
  }

  /** A refused form leads back to its page, which is its address without the last word. */
  @Test
  void eachFormOfAdministrationIsBelowItsPage() {
    SortedSet<String> pages = patterns(RequestMethod.GET);
    assertThat(patterns(RequestMethod.POST).stream().filter(path -> path.startsWith("/admin")))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(pages).contains(path.substring(0, path.lastIndexOf('/'))));
  }

  private SortedSet<String> patterns(RequestMethod method) {
    SortedSet<String> patterns = new TreeSet<>();
    for (RequestMappingHandlerMapping mapping : mappings) {
      for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
        if (info.getMethodsCondition().getMethods().contains(method)) {
          patterns.addAll(info.getPatternValues());
        }
      }
    }
    return patterns;
  }

  private SortedSet<String> lines() {
    SortedSet<String> lines = new TreeSet<>();
    for (RequestMappingHandlerMapping mapping : mappings) {
      for (Map.Entry<RequestMappingInfo, HandlerMethod> entry :
          mapping.getHandlerMethods().entrySet()) {
        for (String pattern : entry.getKey().getPatternValues()) {
          methods(entry.getKey())
              .forEach(method -> lines.add(line(method, pattern, entry.getValue())));
        }
      }
    }
    return lines;
  }

  private static List<String> methods(RequestMappingInfo info) {
    var methods = info.getMethodsCondition().getMethods();
    return (methods.isEmpty() ? Arrays.stream(RequestMethod.values()) : methods.stream())
        .map(RequestMethod::name)
        .toList();
  }

  private String line(String method, String pattern, HandlerMethod handler) {
    String path = pattern.replaceAll("\\{(?:[^{}]|\\{[^}]*})*}", "1.2.3").replace("**", "x");
    String allowed =
        visitors().entrySet().stream()
            .filter(visitor -> passesChain(visitor.getKey(), path, method))
            .filter(visitor -> passesAnnotation(visitor.getValue(), handler))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(" "));
    return method + " " + pattern + ": " + (allowed.isEmpty() ? "nobody" : allowed);
  }

  private boolean passesChain(String who, String path, String method) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setServletPath(path);
    Authentication visitor = visitors().get(who);
    SecurityFilterChain chain =
        chains.getFilterChains().stream()
            .filter(it -> it.matches(request))
            .findFirst()
            .orElseThrow();
    if (who.equals("key") && !asksForKeys(chain)) {
      return false;
    }
    AuthorizationFilter filter =
        (AuthorizationFilter)
            chain.getFilters().stream()
                .filter(AuthorizationFilter.class::isInstance)
                .findFirst()
                .orElseThrow();
    AuthorizationResult result = filter.getAuthorizationManager().authorize(() -> visitor, request);
    return result != null && result.isGranted();
  }

  /** Elsewhere nobody is let in with a key. */
  private static boolean asksForKeys(SecurityFilterChain chain) {
    return chain.getFilters().stream()
        .anyMatch(it -> it.getClass().getSimpleName().equals("KeyFilter"));
  }

  private boolean passesAnnotation(Authentication visitor, HandlerMethod handler) {
    Method method = handler.getMethod();
    if (!method.getDeclaringClass().getName().startsWith("org.sallyport")) {
      return true;
    }
    MethodInvocation invocation =
        new SimpleMethodInvocation(handler.createWithResolvedBean().getBean(), method);
    AuthorizationResult result = annotations.authorize(() -> visitor, invocation);
    assertThat(result).as("%s says who may call it", method).isNotNull();
    return Objects.requireNonNull(result).isGranted();
  }

  /** One visitor of each kind, with the authorities that the product gives them. */
  private static Map<String, Authentication> visitors() {
    Map<String, Authentication> visitors = new LinkedHashMap<>();
    visitors.put(
        "stranger",
        new AnonymousAuthenticationToken(
            "key", "stranger", List.of(new SimpleGrantedAuthority("ROLE_ANONYMOUS"))));
    visitors.put(
        "guest",
        new UsernamePasswordAuthenticationToken(
            "guest", null, List.of(new SimpleGrantedAuthority("ROLE_GUEST"))));
    visitors.put(
        "key",
        new UsernamePasswordAuthenticationToken(
            "key",
            null,
            Stream.concat(
                    Stream.of("ROLE_KEY"),
                    Arrays.stream(KeyScope.values()).map(KeyScope::authority))
                .map(SimpleGrantedAuthority::new)
                .toList()));
    visitors.put("half", visitor(Role.ADMIN, SignIn.State.PASSWORD, false));
    visitors.put("changing", visitor(Role.ADMIN, SignIn.State.COMPLETE, true));
    for (Role role : Role.values()) {
      visitors.put(
          role.name().toLowerCase(Locale.ROOT), visitor(role, SignIn.State.COMPLETE, false));
    }
    return visitors;
  }

  private static Authentication visitor(Role role, SignIn.State state, boolean changing) {
    SignInId id = new SignInId(new UUID(0, 1));
    AccountId account = new AccountId(new UUID(0, 2));
    @Nullable Instant done = state == SignIn.State.COMPLETE ? NOW : null;
    SignIn signIn =
        new SignIn(
            id,
            account,
            state,
            false,
            NOW,
            "email",
            done,
            done == null ? null : "email",
            done,
            NOW,
            "192.0.2.7",
            "Firefox 140",
            null,
            null,
            null,
            NOW,
            null,
            null,
            null);
    Visitor visitor =
        new Visitor(
            id,
            account,
            "m.owen",
            "Mary Owen",
            role.rights(),
            false,
            null,
            done,
            DatabaseSnapshot.UNKNOWN);
    List<GrantedAuthority> authorities =
        SessionSecurityContextRepository.authorities(new ActiveSession(visitor, signIn, changing));
    return new UsernamePasswordAuthenticationToken(visitor, null, authorities);
  }
}

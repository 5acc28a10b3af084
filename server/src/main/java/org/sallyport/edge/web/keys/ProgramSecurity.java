package org.sallyport.edge.web.keys;

import java.time.Clock;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.apikeys.KeyCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AnnotationTemplateExpressionDefaults;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.stereotype.Component;

/** What the filter chain of the calls of programs needs beside the usual. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ProgramSecurity {
  private final ProgramPaths paths;
  private final KeyCheck keys;
  private final Clock clock;

  /** Asks for a key at these paths, and lets nobody in without one. */
  public HttpSecurity demandKey(HttpSecurity http) {
    return http.securityMatcher(paths::have)
        .addFilterBefore(new KeyFilter(paths, keys, clock), AnonymousAuthenticationFilter.class)
        .exceptionHandling(
            it ->
                it.authenticationEntryPoint(
                        (request, response, refusal) ->
                            response.sendError(HttpStatus.UNAUTHORIZED.value()))
                    .accessDeniedHandler(
                        (request, response, refusal) ->
                            response.sendError(HttpStatus.FORBIDDEN.value())))
        .authorizeHttpRequests(it -> it.anyRequest().hasRole("KEY"));
  }

  /** Lets {@code ForKey} name its scope in an expression. */
  @Bean
  static AnnotationTemplateExpressionDefaults scopesInExpressions() {
    return new AnnotationTemplateExpressionDefaults();
  }
}

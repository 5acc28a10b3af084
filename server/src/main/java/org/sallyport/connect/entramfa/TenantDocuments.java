package org.sallyport.connect.entramfa;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.entramfa.request.AskedClaims;
import org.sallyport.connect.oidc.keys.CertifiedKeys;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.installation.Installation;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What Microsoft reads of the issuer that a tenant knows here: an issuer of its own, so that
 * nothing of the OpenID provider is taken for it.
 */
@RestController
@ForAnyone
@RequiredArgsConstructor
class TenantDocuments {
  private static final String KEYS = "/keys";

  private final Tenants tenants;
  private final CertifiedKeys keys;
  private final Installation installation;

  @GetMapping(Tenant.PATH + "/{name}/.well-known/openid-configuration")
  ResponseEntity<byte[]> metadata(@PathVariable String name) {
    return answer(name, this::metadata);
  }

  @GetMapping(Tenant.PATH + "/{name}" + KEYS)
  ResponseEntity<byte[]> keys(@PathVariable String name) {
    return answer(name, it -> keys.published().toPublicJWKSet().toJSONObject());
  }

  /** Microsoft demands a Content-Length. */
  private ResponseEntity<byte[]> answer(
      String name, Function<Tenant, Map<String, Object>> document) {
    Optional<byte[]> body =
        tenants
            .find(name)
            .map(document)
            .map(it -> JSONObjectUtils.toJSONString(it).getBytes(StandardCharsets.UTF_8));
    return body.map(
            it ->
                ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .contentLength(it.length)
                    .body(it))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private Map<String, Object> metadata(Tenant tenant) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("issuer", installation.address(tenant.path()).toString());
    metadata.put(
        "authorization_endpoint", installation.address(tenant.path() + "/authorize").toString());
    metadata.put("jwks_uri", installation.address(tenant.path() + KEYS).toString());
    metadata.put("scopes_supported", List.of("openid"));
    metadata.put("response_types_supported", List.of("id_token"));
    metadata.put("response_modes_supported", List.of("form_post"));
    metadata.put("grant_types_supported", List.of("implicit"));
    metadata.put("subject_types_supported", List.of("public"));
    metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
    metadata.put("claim_types_supported", List.of("normal"));
    metadata.put("claims_supported", List.of("acr", "amr", "nonce", "sub"));
    metadata.put("acr_values_supported", AskedClaims.CLASSES);
    return metadata;
  }
}

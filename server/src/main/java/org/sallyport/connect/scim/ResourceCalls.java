package org.sallyport.connect.scim;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.scim.filter.Filter;
import org.sallyport.connect.scim.filter.FilterParser;
import org.sallyport.connect.scim.patch.Patch;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.ForKey;
import org.sallyport.platform.access.keys.KeyHolder;
import org.sallyport.platform.access.keys.KeyScope;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Users and groups (RFC 7644 section 3). */
@RestController
@RequestMapping(ScimPaths.ROOT + "/{kind:Users|Groups}")
@ForKey(KeyScope.SCIM)
class ResourceCalls {
  private final Map<String, ResourceKind> kinds;
  private final Resources resources;
  private final JsonMapper json;

  ResourceCalls(List<ResourceKind> kinds, Resources resources, JsonMapper json) {
    this.kinds = kinds.stream().collect(Collectors.toMap(ResourceKind::path, Function.identity()));
    this.resources = resources;
    this.json = json;
  }

  private ResourceKind of(String kind) {
    return Objects.requireNonNull(kinds.get(kind), kind);
  }

  @GetMapping
  ResponseEntity<ObjectNode> all(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable String kind,
      @RequestParam(required = false) @Nullable String filter,
      @RequestParam(defaultValue = "1") int startIndex,
      @RequestParam(required = false) @Nullable Integer count,
      @RequestParam(required = false) @Nullable String attributes,
      @RequestParam(required = false) @Nullable String excludedAttributes)
      throws ScimRefusal {
    Projection projection = Projection.of(attributes, excludedAttributes);
    Filter which = filter == null ? null : FilterParser.parse(filter);
    ResourceList.Page page = ResourceList.Page.of(startIndex, count);
    List<ObjectNode> found = of(kind).all(which, holder);
    List<ObjectNode> shown = new ArrayList<>();
    for (ObjectNode resource : page.of(found)) {
      of(kind).complete(resource, projection, holder);
      shown.add(projection.apply(resource));
    }
    return Resources.answer(ResourceList.of(json, found.size(), page, shown));
  }

  @GetMapping("/{id}")
  ResponseEntity<ObjectNode> one(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String attributes,
      @RequestParam(required = false) @Nullable String excludedAttributes)
      throws ScimRefusal {
    return shown(
        HttpStatus.OK,
        kind,
        of(kind).one(id, holder),
        Projection.of(attributes, excludedAttributes),
        holder);
  }

  @PostMapping(consumes = {ScimPaths.TYPE, MediaType.APPLICATION_JSON_VALUE})
  ResponseEntity<ObjectNode> make(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable String kind,
      @RequestBody String text,
      @RequestParam(required = false) @Nullable String attributes,
      @RequestParam(required = false) @Nullable String excludedAttributes,
      HttpServletRequest request)
      throws ScimRefusal {
    ObjectNode made = of(kind).make(resources.object(text), holder, Origin.withoutSession(request));
    return shown(
        HttpStatus.CREATED, kind, made, Projection.of(attributes, excludedAttributes), holder);
  }

  @PutMapping(
      path = "/{id}",
      consumes = {ScimPaths.TYPE, MediaType.APPLICATION_JSON_VALUE})
  ResponseEntity<ObjectNode> replace(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody String text,
      @RequestParam(required = false) @Nullable String attributes,
      @RequestParam(required = false) @Nullable String excludedAttributes,
      HttpServletRequest request)
      throws ScimRefusal {
    ObjectNode body = resources.object(text);
    ObjectNode changed =
        of(kind)
            .change(
                id,
                ifMatch,
                present -> of(kind).replaced(present, body),
                holder,
                Origin.withoutSession(request));
    return shown(
        HttpStatus.OK, kind, changed, Projection.of(attributes, excludedAttributes), holder);
  }

  @PatchMapping(
      path = "/{id}",
      consumes = {ScimPaths.TYPE, MediaType.APPLICATION_JSON_VALUE})
  ResponseEntity<ObjectNode> patch(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody String text,
      @RequestParam(required = false) @Nullable String attributes,
      @RequestParam(required = false) @Nullable String excludedAttributes,
      HttpServletRequest request)
      throws ScimRefusal {
    ObjectNode body = resources.object(text);
    ObjectNode changed =
        of(kind)
            .change(
                id,
                ifMatch,
                present -> {
                  Patch.apply(body, present);
                  return present;
                },
                holder,
                Origin.withoutSession(request));
    return shown(
        HttpStatus.OK, kind, changed, Projection.of(attributes, excludedAttributes), holder);
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request)
      throws ScimRefusal {
    of(kind).delete(id, ifMatch, holder, Origin.withoutSession(request));
    return ResponseEntity.noContent().build();
  }

  private ResponseEntity<ObjectNode> shown(
      HttpStatus status,
      String kind,
      ObjectNode resource,
      Projection projection,
      KeyHolder holder) {
    of(kind).complete(resource, projection, holder);
    return Resources.answer(status, resource, projection);
  }
}

package org.sallyport.connect.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.keys.ForAnyKey;
import org.sallyport.platform.access.keys.ForKey;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** docs/openapi.json and the code say the same; statuses are compared at each call of a test. */
@SallyportTest
class OpenApiTest {
  /** The answers of the code, by the name of their schema. */
  private static final Map<String, Class<? extends Record>> BODIES =
      Map.ofEntries(
          Map.entry("Problem", Problem.class),
          Map.entry("Key", KeyCalls.KeyBody.class),
          Map.entry("ListedAccount", AccountCalls.ListedBody.class),
          Map.entry("AccountPage", AccountCalls.ListBody.class),
          Map.entry("Account", AccountBody.class),
          Map.entry("Reset", AccountActCalls.ResetBody.class),
          Map.entry("ListedGroup", GroupCalls.ListedGroup.class),
          Map.entry("GroupList", GroupCalls.GroupsBody.class),
          Map.entry("Member", GroupCalls.MemberBody.class),
          Map.entry("Group", GroupCalls.GroupBody.class),
          Map.entry("Share", ShareCalls.ShareBody.class),
          Map.entry("SharePage", ShareCalls.SharesBody.class),
          Map.entry("EventPage", AuditCalls.AuditBody.class));

  @Autowired List<RequestMappingHandlerMapping> mappings;

  private final OpenApi api = new OpenApi();

  @Test
  void theFileHasEachPathAndMethodWithItsScope() {
    Set<String> operations = new TreeSet<>();
    for (RequestMappingHandlerMapping mapping : mappings) {
      mapping
          .getHandlerMethods()
          .forEach(
              (info, handler) -> {
                for (String operation : operations(info)) {
                  operations.add(operation);
                  int space = operation.indexOf(' ');
                  String method = operation.substring(0, space);
                  assertThat(api.scope(method, operation.substring(space + 1)))
                      .as(operation)
                      .isEqualTo(scope(handler));
                }
              });
    }
    assertThat(api.operations()).containsExactlyElementsOf(operations);
  }

  private static List<String> operations(RequestMappingInfo info) {
    return info.getPatternValues().stream()
        .filter(it -> it.startsWith(AdminApi.ROOT))
        .map(it -> it.replaceAll(":[^{}/]*(?:\\{[^}]*})?}", "}"))
        .flatMap(
            path ->
                info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path))
        .toList();
  }

  private static String scope(HandlerMethod handler) {
    ForKey key = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), ForKey.class);
    if (key == null) {
      key = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), ForKey.class);
    }
    if (key == null) {
      assertThat(handler.hasMethodAnnotation(ForAnyKey.class)).isTrue();
      return "";
    }
    return key.value().word();
  }

  @Test
  void theFileHasEachFieldOfEachAnswer() {
    BODIES.forEach(
        (schema, body) ->
            assertThat(api.fields(schema))
                .as(schema)
                .containsExactlyElementsOf(
                    Arrays.stream(body.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toCollection(TreeSet::new))));
  }
}

package org.sallyport.connect.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.connect.scim.ScimRefusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** RFC 7644 section 3.4.2.2, by its examples and by what identity systems send. */
class FilterTest {
  private static final JsonNode USER =
      new JsonMapper()
          .readTree(
              """
              {"id": "2819c223", "externalId": "Ab1", "userName": "bjensen", "active": true,
               "name": {"familyName": "O'Malley", "givenName": "Barbara"},
               "emails": [{"value": "b@example.com", "type": "work"}, {"value": "b@home.example", "type": "home"}],
               "meta": {"lastModified": "2026-05-13T04:42:34.000Z"}}
              """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "userName eq \"bjensen\" | true",
        "userName Eq \"BJENSEN\" | true",
        "userName ne \"bjensen\" | false",
        "name.familyName co \"O'Malley\" | true",
        "userName sw \"J\" | false",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"b\" | true",
        "userName ew \"sen\" | true",
        "title pr | false",
        "emails pr | true",
        "meta.lastModified gt \"2011-05-13T04:42:34Z\" | true",
        "meta.lastModified ge \"2026-05-13T04:42:34Z\" | true",
        "meta.lastModified lt \"2026-05-13T04:42:34Z\" | false",
        "meta.lastModified le \"2026-05-13T04:42:34Z\" | true",
        "title pr and userName pr | false",
        "title pr or userName pr | true",
        "userName pr or title pr and title pr | true",
        "(userName pr or title pr) and title pr | false",
        "not (title pr) | true",
        "not (title pr) and userName eq \"x\" | false",
        "emails[type eq \"work\"] | true",
        "emails[type eq \"work\" and value co \"@home\"] | false",
        "emails[type eq \"home\" and value co \"@home\"] | true",
        "emails.type eq \"work\" | true",
        "emails eq \"b@home.example\" | true",
        "active eq true | true",
        "active eq \"True\" | true",
        "active eq false | false",
        "externalId eq \"Ab1\" | true",
        "externalId eq \"ab1\" | false",
        "title eq null | true",
        "userName eq \"a\\\"b\" | false"
      })
  void matches(String filter, boolean expected) throws ScimRefusal {
    assertThat(FilterParser.parse(filter).matches(USER)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "userName",
        "userName eq",
        "userName is \"x\"",
        "userName eq x",
        "userName eq \"x",
        "(userName pr",
        "userName pr)",
        "emails[type eq \"work\"",
        "userName eq \"x\" or",
        "and userName pr",
        "not userName pr",
        "userName eq 'x'",
        "userName eq \"x\"; drop table account",
        "\"x\" eq userName"
      })
  void Q50_whatIsNoFilterIsRefused(String filter) {
    assertThatThrownBy(() -> FilterParser.parse(filter)).isInstanceOf(ScimRefusal.class);
  }

  @Test
  void Q50_lengthTermsAndDepthAreBounded() {
    for (String filter :
        new String[] {
          "(".repeat(21) + "id pr" + ")".repeat(21),
          "id pr or ".repeat(101) + "id pr",
          "id eq \"" + "x".repeat(4_000) + "\"",
          "\"" + "\\".repeat(3_000),
        }) {
      assertThatThrownBy(() -> FilterParser.parse(filter)).isInstanceOf(ScimRefusal.class);
    }
  }

  @Test
  void pathsHaveAFilterAndASubAttribute() throws ScimRefusal {
    ScimPath path = ScimPath.parse("emails[type eq \"work\"].value");
    assertThat(path.name()).isEqualTo(new AttributeName("emails", "value", false));
    assertThat(path.filter()).isNotNull();
    assertThat(ScimPath.parse("NAME.familyname").name())
        .isEqualTo(new AttributeName("name", "familyName", false));
    assertThat(
            ScimPath.parse("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department")
                .name()
                .isForeign())
        .isTrue();
    for (String wrong : new String[] {"", "[x]", "a[", "a]b", "1", "a[x pr].", "a b"}) {
      assertThatThrownBy(() -> ScimPath.parse(wrong)).isInstanceOf(ScimRefusal.class);
    }
  }
}

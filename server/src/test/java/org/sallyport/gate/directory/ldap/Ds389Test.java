package org.sallyport.gate.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.testing.directory.Ds389;

/** 389 Directory Server. */
@Tag("long")
@ExtendWith(Ds389.Possible.class)
class Ds389Test extends OtherDirectoryContract {
  Ds389Test() {
    super(Ds389.start());
  }

  @Override
  BindAnswer lockedForGood() {
    return BindAnswer.INACTIVE;
  }

  /** It has both; entryUUID survives an export and an import into another server. */
  @Test
  void knowsPeopleByEitherId() throws LdapUnreachable {
    String name = addPerson();
    for (String attribute : List.of("nsUniqueId", "entryUUID")) {
      try (LdapDirectory directory = directory(Map.of("id-attribute", attribute))) {
        String id = find(directory, name).person().orElseThrow().objectId();
        assertThat(id).as(attribute).hasSizeGreaterThan(30);
        assertThat(directory.withIds(List.of(id)))
            .singleElement()
            .satisfies(person -> assertThat(person.username()).isEqualTo(name));
      }
    }
  }
}

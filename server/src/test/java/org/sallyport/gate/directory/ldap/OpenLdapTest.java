package org.sallyport.gate.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.testing.directory.Slapd;

/** OpenLDAP with ppolicy. */
@Tag("long")
@ExtendWith(Slapd.Possible.class)
class OpenLdapTest extends OtherDirectoryContract {
  OpenLdapTest() {
    super(Slapd.start());
  }

  @Test
  void setsAForgottenPasswordWhereTheServiceAccountMay() throws LdapUnreachable {
    String name = addPerson();
    try (LdapDirectory reader = directory(Map.of());
        LdapDirectory operator = directory(Map.of("bind-dn", Slapd.OPERATOR_DN))) {
      String id = find(reader, name).person().orElseThrow().objectId();
      assertThat(reader.resetPassword(id, "Lantern-Winter-2027"))
          .isEqualTo(PasswordAnswer.NO_RIGHT);
      assertThat(operator.resetPassword(id, "short")).isEqualTo(PasswordAnswer.REFUSED_BY_POLICY);
      assertThat(find(reader, name).bind(Slapd.PASSWORD)).isEqualTo(BindAnswer.RIGHT);
      assertThat(operator.resetPassword(id, "Lantern-Winter-2027"))
          .isEqualTo(PasswordAnswer.CHANGED);
      assertThat(find(reader, name).bind("Lantern-Winter-2027").provesPassword()).isTrue();
    }
  }

  @Override
  BindAnswer lockedForGood() {
    return BindAnswer.LOCKED;
  }
}

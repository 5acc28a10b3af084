package org.sallyport.gate.secondfactor;

import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Role;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which accounts need a second factor.
 *
 * @param everyone whether a second factor is required, optional or off at sign-in
 * @param physicians the same for physicians; as for everyone if not set
 * @param admins the same for admins; as for everyone if not set
 * @param helpDesk the same for the help desk; as for everyone if not set
 * @param patients the same for patients; as for everyone if not set
 * @param downgrade whether "Use another way" offers what is weaker than the account's own method
 */
@ConfigurationProperties("sallyport.second-factor")
record SecondFactorProperties(
    @DefaultValue("required") SecondFactorRequirement everyone,
    @Nullable SecondFactorRequirement physicians,
    @Nullable SecondFactorRequirement admins,
    @Nullable SecondFactorRequirement helpDesk,
    @Nullable SecondFactorRequirement patients,
    @DefaultValue("true") boolean downgrade) {

  SecondFactorRequirement of(Role role) {
    SecondFactorRequirement own =
        switch (role) {
          case PHYSICIAN -> physicians;
          case ADMIN -> admins;
          case HELPDESK -> helpDesk;
          case PATIENT -> patients;
        };
    return own == null ? everyone : own;
  }
}

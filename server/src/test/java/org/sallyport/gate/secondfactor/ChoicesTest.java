package org.sallyport.gate.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.secondfactor.SecondFactor.Offer;
import org.sallyport.gate.secondfactor.enrollment.EnrollableFactor;
import org.sallyport.platform.policy.Policy;

/** What an account without a usable method can choose at a sign-in (rule 25). */
class ChoicesTest {
  private final EnrollableFactor device = factor(EnrollableFactor.class, "device", 30);
  private final SecondFactor card = factor(SecondFactor.class, "card", 60);
  private final SecondFactor mailbox = factor(SecondFactor.class, "mailbox", 10);
  private final Account account = mock(Account.class);
  private final SecondFactors factors = factors(device, card, mailbox);

  private static SecondFactors factors(SecondFactor... some) {
    return new SecondFactors(
        List.of(some),
        new SecondFactorProperties(SecondFactorRequirement.REQUIRED, null, null, null, null, true),
        mock(Policy.class));
  }

  /** A factor that is linked. */
  private static <T extends SecondFactor> T factor(Class<T> type, String method, int strength) {
    T factor = mock(type);
    when(factor.method()).thenReturn(method);
    when(factor.strength()).thenReturn(strength);
    when(factor.allowed()).thenReturn(true);
    when(factor.primary()).thenReturn(true);
    when(factor.linked(any())).thenReturn(true);
    when(factor.startable(any())).thenReturn(true);
    when(factor.offer(any())).thenReturn(new Offer(method, method, "", true, false));
    return factor;
  }

  /** A code on paper that is left. */
  private static SecondFactor written(String method, int strength) {
    SecondFactor factor = factor(SecondFactor.class, method, strength);
    when(factor.primary()).thenReturn(false);
    return factor;
  }

  private List<String> choices() {
    return factors.choices(account).stream().map(Offer::value).toList();
  }

  @Test
  void C06_besideALinkedDeviceNothingWeakerCanBeChosen() {
    assertThat(choices()).containsExactly("card", "device");
    assertThat(factors.selectable(card, account)).isTrue();
    assertThat(factors.selectable(device, account)).isTrue();
    assertThat(factors.selectable(mailbox, account)).isFalse();
  }

  @Test
  void C06_whatTheOwnerTurnedOffCannotBeChosen() {
    when(account.disabledMethods()).thenReturn(Set.of("card"));
    assertThat(choices()).containsExactly("device");
    assertThat(factors.selectable(card, account)).isFalse();
  }

  @Test
  void Rule27_withoutAMethodACodeOfASheetCanBeChosenAndOneOfALetterCannot() {
    SecondFactor sheet = written("sheet", 100);
    SecondFactor letter = written("letter", 90);
    when(letter.bootstrapOnly()).thenReturn(true);
    when(device.linked(any())).thenReturn(false);
    when(device.startable(any())).thenReturn(false);
    when(account.role()).thenReturn(Role.PHYSICIAN);
    SecondFactors some = factors(device, sheet, letter);
    assertThat(some.choices(account)).extracting(Offer::value).containsExactly("device", "sheet");
    assertThat(some.selectable(sheet, account)).isTrue();
    assertThat(some.selectable(letter, account)).isFalse();
    assertThat(some.primaryFor(account)).isEmpty();
  }

  @Test
  void whatTheOwnerHasNotConsentedToIsNeitherTheMethodNorAnotherWay() {
    when(account.method()).thenReturn("card");
    assertThat(factors.ways(account)).containsExactlyInAnyOrder(card, device, mailbox);
    when(mailbox.awaitsConsent(any())).thenReturn(true);
    assertThat(factors.ways(account)).containsExactlyInAnyOrder(card, device);
    when(card.awaitsConsent(any())).thenReturn(true);
    assertThat(factors.primaryFor(account)).isEmpty();
  }

  @Test
  void withoutALinkedDeviceEveryFactorCanBeChosen() {
    when(device.linked(any())).thenReturn(false);
    assertThat(factors.selectable(mailbox, account)).isTrue();
    assertThat(factors.selectable(card, account)).isTrue();
    assertThat(factors.selectable(device, account)).isTrue();
  }
}

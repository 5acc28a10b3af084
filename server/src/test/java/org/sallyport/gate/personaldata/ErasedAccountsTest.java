package org.sallyport.gate.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.platform.ids.AccountId;

class ErasedAccountsTest {
  /** The umask of the tests leaves files readable by everybody. */
  @Test
  void areListedForTheOwnerAloneWhateverTheUmask(@TempDir Path folder) throws Exception {
    ErasedAccounts erased = new ErasedAccounts(folder.resolve("keys.txt"));
    AccountId one = new AccountId(UUID.randomUUID());
    AccountId other = new AccountId(UUID.randomUUID());
    erased.add(one);
    erased.add(other);
    assertThat(erased.all()).containsExactly(one, other);
    Path file = folder.resolve("erased-accounts.txt");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}

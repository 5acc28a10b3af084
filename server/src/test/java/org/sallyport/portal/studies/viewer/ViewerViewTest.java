package org.sallyport.portal.studies.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.ShareSessionId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.testing.Visitors;

class ViewerViewTest {
  @Test
  void onlyAnAccountIsToldWhereItsMarksAndLayoutsAreSaved() {
    ViewerView account = view(Visitors.of(new AccountId(UUID.randomUUID())));
    assertThat(account.marks()).isEqualTo("/studies/{study}/marks");
    assertThat(account.layouts()).isEqualTo("/studies/layouts");
    ShareSessionId session = new ShareSessionId(UUID.randomUUID());
    ShareId share = new ShareId(UUID.randomUUID());
    ViewerView guest = view(new Guest(session, share, "x", "X", Instant.EPOCH, true));
    assertThat(guest.marks()).isEmpty();
    assertThat(guest.layouts()).isEmpty();
  }

  private static ViewerView view(Reader reader) {
    return ViewerView.of(reader, new StudyUid("1.2.3"), Map.of(), true, true);
  }
}

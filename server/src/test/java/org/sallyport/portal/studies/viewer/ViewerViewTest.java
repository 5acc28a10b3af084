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
  void onlyAnAccountIsToldWhereItsMarksAreSaved() {
    assertThat(marks(Visitors.of(new AccountId(UUID.randomUUID()))))
        .isEqualTo("/studies/{study}/marks");
    ShareSessionId session = new ShareSessionId(UUID.randomUUID());
    ShareId share = new ShareId(UUID.randomUUID());
    assertThat(marks(new Guest(session, share, "x", "X", Instant.EPOCH, true))).isEmpty();
  }

  private static String marks(Reader reader) {
    return ViewerView.of(reader, new StudyUid("1.2.3"), Map.of(), true, true).marks();
  }
}

package org.sallyport.portal.studies.download;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SeriesUid;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.sallyport.portal.studies.contents.MiddleImage;
import org.sallyport.portal.studies.contents.RenderedPictures;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
import org.sallyport.testing.Visitors;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.server.ResponseStatusException;

/** An archive that names an image of another series than the one that was asked for. */
class PicturePageTest {
  private static final String SERIES = "1.2.3.1";

  private final StudyAccessCheck studyAccessCheck = mock(StudyAccessCheck.class);
  private final DownloadPolicy policy = mock(DownloadPolicy.class);
  private final Archive archive = mock(Archive.class);
  private final PicturePage page =
      new PicturePage(
          studyAccessCheck,
          policy,
          archive,
          new MiddleImage(archive, mock(HiddenReports.class)),
          mock(RenderedPictures.class),
          mock(SingleFile.class));

  @BeforeEach
  void everythingIsAllowed() {
    when(policy.allows(any())).thenReturn(true);
    when(studyAccessCheck.part(any(), any(), any(), any())).thenAnswer(it -> it.getArgument(2));
    when(archive.has(any())).thenReturn(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3", "1.2.4"})
  void isNotFollowed(String named) {
    ResourcePath foreign =
        ResourcePath.of(
            new StudyUid(named), new SeriesUid("1.2.3.9"), new InstanceUid("1.2.3.9.1"));
    when(archive.instance(any(), anyInt())).thenReturn(Optional.of(foreign));
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    MockHttpServletResponse response = new MockHttpServletResponse();
    assertThatThrownBy(() -> page.middle(visitor(), "1.2.3", SERIES, "5", request, response))
        .isInstanceOf(ResponseStatusException.class)
        .hasMessageContaining("404");
    verify(archive, never()).open(any(), any(), any(), any());
  }

  private static Visitor visitor() {
    return Visitors.of(new AccountId(UUID.randomUUID()));
  }
}

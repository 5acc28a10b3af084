package org.sallyport.portal.studies.download;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.RunningResponses.Running;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.portal.archive.ArchiveResponse;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.dicomweb.StudyResponses;
import org.sallyport.portal.studies.objects.ArchiveFailed;
import org.springframework.stereotype.Component;

/**
 * Sends one file of a study, as an attachment or to be shown. It is recorded as a download when it
 * ends, or as shown when it begins, and counts as opening the study.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SingleFile {
  private final StudyResponses responses;
  private final DownloadRecords records;

  /**
   * A file.
   *
   * @param form its kind, in its name and in the audit log
   * @param type its media type
   * @param ending of its name, with the dot
   * @param isShown whether the browser may show it, in a frame of the portal's pages too
   */
  public record Kind(String form, String type, String ending, boolean isShown) {
    public Kind(String form, String type, String ending) {
      this(form, type, ending, false);
    }

    private void head(HttpServletResponse response, InstanceUid object) {
      String name = form + "-" + object + ending;
      if (isShown) {
        Attachment.headOfShown(response, type, name);
      } else {
        Attachment.head(response, type, name);
      }
    }
  }

  /**
   * What the content is read from.
   *
   * @param given the answer of the archive; null if the content is in memory
   * @param content what is sent
   */
  public record Source(ArchiveResponse.@Nullable Given given, InputStream content) {}

  /**
   * Sends the file and closes the archive's answer.
   *
   * @param studyAccess the study of the object
   * @param place of the object
   * @throws CloseNowException if not everything could be sent
   */
  public void send(
      Reader reader,
      StudyAccess studyAccess,
      ResourcePath place,
      Kind kind,
      Source source,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    InstanceUid object = Objects.requireNonNull(place.instance());
    Progress progress = new Progress(place.study());
    Progress.State end = Progress.State.FAILED;
    try (Running running = responses.begin(reader, place);
        ArchiveResponse.@Nullable Given given = source.given()) {
      records.begun(reader, studyAccess, object, kind, Origin.of(request));
      Transfer transfer = new Transfer(running, progress);
      if (given != null) {
        transfer.reads(given);
      }
      kind.head(response, object);
      transfer.copy(source.content(), response.getOutputStream());
      progress.objectSent();
      end = Progress.State.COMPLETE;
    } catch (CloseNowException e) {
      end = Progress.State.ENDED;
      throw e;
    } catch (ArchiveFailed e) {
      throw new CloseNowException("the archive did not deliver", e);
    } catch (IOException e) {
      end = Progress.State.LEFT;
      throw new CloseNowException("the client has closed the connection", e);
    } finally {
      progress.end(end);
      records.ended(reader, object, kind, progress, Origin.of(request));
    }
  }
}

package org.sallyport.portal.studies.viewer;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.download.DownloadPolicy;
import org.sallyport.portal.studies.pages.StudyView;
import org.sallyport.portal.studies.pages.ViewerProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the model of the viewer's page, for accounts and for readers of a share. */
@Component
public class ViewerModel {
  /**
   * Like that of all pages, but for images from memory: cursors, and colour images that the browser
   * decodes, for videos, and for frames of our own, in which the browser shows a PDF. Decoders in
   * WebAssembly run in a worker, whose script has a policy of its own.
   */
  private static final String CONTENT =
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; font-src 'self';"
          + " img-src 'self' blob: data:; media-src 'self'; connect-src 'self'; frame-src 'self';"
          + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

  private static final ClassPathResource SCRIPT = new ClassPathResource("static/viewer/viewer.js");

  private final DownloadPolicy policy;
  private final boolean notice;
  private final boolean isBuilt;
  private final ViewerTexts texts = ViewerTexts.built();

  ViewerModel(DownloadPolicy policy, ViewerProperties properties) {
    this.policy = policy;
    this.notice = properties.notice();
    this.isBuilt = SCRIPT.exists();
  }

  /**
   * Whether the viewer is shown; if not, the rendered pictures are: if they were asked for, or if
   * this installation was built without the viewer.
   */
  public boolean isShown(Map<String, String> said) {
    return isBuilt && !said.containsKey("pictures");
  }

  /**
   * Fills the model.
   *
   * @param said parameters of the request: series, object and frame
   */
  public void fill(
      StudyView view, StudyUid study, Reader reader, Map<String, String> said, Model model) {
    boolean downloads = policy.allows(reader);
    ViewerView viewer = ViewerView.of(reader, study, said, notice, downloads);
    model.addAttribute("study", view);
    model.addAttribute("viewer", viewer);
    model.addAttribute("chosen", chosen(view, viewer.series()));
    model.addAttribute("built", isBuilt);
    model.addAttribute("texts", texts.path());
    model.addAttribute("audience", ViewerTexts.audience());
    model.addAttribute("ownTexts", ViewerTexts.own());
  }

  /** The name of the viewer's template, with the headers set. */
  public String page(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", CONTENT);
    return "studies/viewer";
  }

  private static StudyView.@Nullable Film chosen(StudyView study, String series) {
    return study.films().stream()
        .filter(film -> film.uid().value().equals(series))
        .findFirst()
        .orElse(null);
  }
}

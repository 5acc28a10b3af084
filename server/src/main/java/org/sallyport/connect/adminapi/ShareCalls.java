package org.sallyport.connect.adminapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.StrictJson;
import org.sallyport.platform.access.keys.ForKey;
import org.sallyport.platform.access.keys.KeyHolder;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.sharing.AllShares;
import org.sallyport.portal.sharing.AllShares.LastingShare;
import org.sallyport.portal.studies.ShareWithdrawal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shares of everybody: those that last, and ending one. */
@RestController
@RequestMapping(AdminApi.ROOT + "/shares")
@RequiredArgsConstructor
class ShareCalls {
  private final AllShares shares;
  private final ShareWithdrawal withdrawal;
  private final StrictJson json;

  /**
   * A share with an account, a group or an address, which is masked.
   *
   * @param sharer the username; null if it was shared at the command line
   * @param until when it ends; null if it does not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShareBody(
      String id,
      @Nullable String sharer,
      @Nullable String account,
      @Nullable String group,
      @Nullable String email,
      Instant sharedAt,
      @Nullable Instant until,
      List<String> studies) {}

  /**
   * A page of shares.
   *
   * @param next the parameter {@code after} of the next page; null if this is the last one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SharesBody(List<ShareBody> shares, @Nullable String next) {}

  @GetMapping
  @ForKey(KeyScope.SHARES_READ)
  ResponseEntity<Object> all(
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(required = false) @Nullable String study) {
    Optional<StudyUid> uid = Optional.ofNullable(study).flatMap(StudyUid::parse);
    if (study != null && uid.isEmpty()) {
      return Problem.ofFields(Map.of("study", Messages.text("api.study")));
    }
    AllShares.Page page = shares.page(after == null ? null : new ShareId(after), uid.orElse(null));
    ShareId next = page.next();
    return ResponseEntity.ok(
        new SharesBody(
            page.shares().stream().map(ShareCalls::body).toList(),
            next == null ? null : next.toString()));
  }

  private static ShareBody body(LastingShare share) {
    String email = share.email();
    return new ShareBody(
        share.id().toString(),
        share.sharer(),
        share.account(),
        share.group(),
        email == null ? null : Emails.mask(email),
        share.sharedAt(),
        share.until(),
        share.studies().stream().map(StudyUid::value).toList());
  }

  /**
   * Withdraws all studies of a share, with all that was shared onward from it. What has ended stays
   * so, and a repeated call says that there is nothing.
   */
  @PostMapping(path = "/{id}/end", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ForKey(KeyScope.SHARES_END)
  @Transactional
  ResponseEntity<Object> end(
      @AuthenticationPrincipal KeyHolder holder,
      @PathVariable UUID id,
      @RequestBody String text,
      HttpServletRequest request) {
    Optional<ApiBody> body = ApiBody.read(text, json, Set.of());
    if (body.isEmpty()) {
      return Problem.answer(HttpStatus.BAD_REQUEST, "api.fault.malformed");
    }
    Actor by = holder.actor().because(body.get().reason());
    if (!body.get().wrong().isEmpty()) {
      return Problem.ofFields(body.get().wrong());
    }
    boolean ended = false;
    for (StudyUid study : shares.studies(new ShareId(id))) {
      ended |= withdrawal.withdraw(by, id, study, Origin.withoutSession(request));
    }
    return ended
        ? ResponseEntity.noContent().build()
        : Problem.answer(HttpStatus.NOT_FOUND, "api.no-share");
  }
}

package org.sallyport.gate.secondfactor.push.notify;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The push subscriptions of linked phones, stored encrypted. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SubscriptionStore {
  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final JsonMapper json;
  private final Clock clock;

  /** Stores the phone's subscription, replacing the previous one. */
  void put(DeviceId device, Subscription subscription) {
    jdbc.sql(
            """
            insert into app_subscription (device_id, subscription, changed_at) values (:device, :subscription, :now)
            on conflict (device_id) do update set subscription = :subscription, changed_at = :now
            """)
        .param("device", device.value())
        .param("subscription", sealed(device, subscription))
        .param("now", clock.instant())
        .update();
  }

  public void forget(DeviceId device) {
    jdbc.sql("delete from app_subscription where device_id = :device")
        .param("device", device.value())
        .update();
  }

  /** Deletes a subscription, unless the phone has registered another one since. */
  public void forget(DeviceId device, Subscription gone) {
    find(device).filter(gone::equals).ifPresent(same -> forget(device));
  }

  /**
   * The phone's subscription; empty if there is none, or it was encrypted with a key that has been
   * retired. If it was encrypted with an older key, it is encrypted with the current one, so that
   * the older one can be retired.
   */
  Optional<Subscription> find(DeviceId device) {
    Optional<byte[]> sealed = stored(device).filter(sealer::canOpen);
    Optional<Subscription> found = sealed.map(bytes -> open(bytes, device));
    sealed
        .filter(bytes -> !sealer.isCurrent(bytes))
        .ifPresent(old -> sealAgain(device, old, found.orElseThrow()));
    return found;
  }

  private Optional<byte[]> stored(DeviceId device) {
    return jdbc.sql("select subscription from app_subscription where device_id = :device")
        .param("device", device.value())
        .query((row, number) -> row.getBytes(1))
        .optional();
  }

  /** Leaves a subscription that the phone has registered since. */
  private void sealAgain(DeviceId device, byte[] old, Subscription subscription) {
    jdbc.sql(
            """
            update app_subscription set subscription = :new where device_id = :device and subscription = :old
            """)
        .param("new", sealed(device, subscription))
        .param("device", device.value())
        .param("old", old)
        .update();
  }

  private byte[] sealed(DeviceId device, Subscription subscription) {
    return sealer.seal(
        json.writeValueAsString(subscription),
        SealContext.of("app_subscription.subscription", device));
  }

  /** The phones of an account that have a subscription. */
  List<DeviceId> of(AccountId account) {
    return jdbc.sql(
            """
            select s.device_id from app_subscription s join app_device d on d.id = s.device_id
              join account a on a.id = d.account_id
             where d.account_id = :account and d.linked_at is not null and d.removed_at is null
               and a.disabled_at is null
            """)
        .param("account", account.value())
        .query((row, number) -> new DeviceId(row.getObject(1, UUID.class)))
        .list();
  }

  private Subscription open(byte[] sealed, DeviceId device) {
    return json.readValue(
        sealer.open(sealed, SealContext.of("app_subscription.subscription", device)),
        Subscription.class);
  }
}

package io.passerelle.store;

import io.passerelle.aws.Table.Found;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A page of a shop's failed deliveries, and the place that the next one begins after; empty where
/// there is none. The list follows the table with a short delay: read a delivery before acting on
/// it.
public record FailedPage(List<DeliveryId> deliveries, Optional<Place> next) {

  /// A place in a list, which outlives the delivery that stood there.
  public record Place(DeliveryId id, Instant at) {

    /// As callers get it and hand it back.
    @Override
    public String toString() {
      return at + "," + id;
    }

    public static Place parse(String text) {
      try {
        String[] parts = text.split(",", 2);
        return new Place(DeliveryId.parse(parts[1]), Instant.parse(parts[0]));
      } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
        throw new Rejection(Reason.INVALID, "page is not one that was given");
      }
    }

    Found found() {
      return new Found(DeliveryItem.key(id), at);
    }
  }

  public FailedPage {
    deliveries = List.copyOf(deliveries);
  }

  static FailedPage of(List<Found> found, int limit) {
    List<DeliveryId> ids = found.stream().map(Found::key).map(DeliveryItem::id).toList();
    Optional<Place> next =
        found.size() < limit
            ? Optional.empty()
            : Optional.of(new Place(ids.getLast(), found.getLast().at()));
    return new FailedPage(ids, next);
  }
}

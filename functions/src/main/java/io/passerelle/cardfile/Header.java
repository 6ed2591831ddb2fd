package io.passerelle.cardfile;

import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.time.LocalDateTime;
import java.util.Optional;

/// The first record of a file: whose it is, and when its making began, which the gateway says in
/// UTC.
public record Header(Optional<SiteId> shop, Mode mode, LocalDateTime began) {}

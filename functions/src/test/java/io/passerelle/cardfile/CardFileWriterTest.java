package io.passerelle.cardfile;

import static io.passerelle.cardfile.CardFiles.COMPANY;
import static io.passerelle.cardfile.CardFiles.SHOP;
import static io.passerelle.cardfile.CardFiles.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.cardfile.CardFiles.Reading;
import io.passerelle.payment.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class CardFileWriterTest {

  private static final LocalDateTime AT = LocalDateTime.of(2026, 1, 1, 4, 0, 9);

  /// What is likely to be taken for something else.
  private static final List<String> BITS =
      List.of(
          ";",
          "\"",
          "\"\"",
          "\";\"",
          "'",
          ",",
          " ",
          "\t",
          "\r\n",
          "é",
          "ß",
          "日本",
          "😀",
          "\uFEFF",
          "\u00A0",
          "\u2028",
          "\\",
          "=",
          "02",
          "01;",
          "x",
          "Kant",
          "4970100000000055",
          "\uD83D");

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(Seed.of(CardFileWriterTest.class));

  @Test
  void theGuidesExampleOfAShopIsWrittenByteForByte() throws IOException {
    Reading example = read(SHOP, CardFiles.SHOP_EXAMPLE);

    byte[] written = write(SHOP, LocalDateTime.of(2018, 6, 22, 16, 24, 16), example.details());

    assertThat(written).isEqualTo(CardFiles.SHOP_EXAMPLE.getBytes(UTF_8));
  }

  @Test
  void theGuidesExampleOfACompanyIsWrittenByteForByteButForItsWrongCount() throws IOException {
    Reading example = read(COMPANY, CardFiles.COMPANY_EXAMPLE);

    byte[] written = write(COMPANY, LocalDateTime.of(2018, 6, 22, 16, 26, 39), example.details());

    assertThat(new String(written, UTF_8))
        .isEqualTo(CardFiles.COMPANY_EXAMPLE.replace("01;6;", "01;2;"));
  }

  @Test
  void aFileWithoutDetailsIsWell() throws IOException {
    assertThat(new String(write(COMPANY, AT, List.of()), UTF_8))
        .isEqualTo("00;EXP_CARDS;T;20260101;040009\n01;0;20260101;040009\n");
    assertThat(read(SHOP, write(SHOP, AT, List.of())).summary().isSound()).isTrue();
  }

  @Test
  void whateverIsWrittenReadsBackEqual() throws IOException {
    for (int round = 0; round < 300; round++) {
      FileName name = round % 2 == 0 ? COMPANY : SHOP;
      List<Detail> details = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        details.add(name.equals(SHOP) ? shopDetail() : companyDetail());
      }

      byte[] file = write(name, AT, details);
      Reading reading = read(name, file);

      assertThat(reading.summary().isSound()).as("round %d", round).isTrue();
      assertThat(reading.details()).isEqualTo(details);
      assertThat(write(name, AT, reading.details())).isEqualTo(file);
      assertThat(new String(file, UTF_8).lines()).hasSize(details.size() + 2);
      assertThat(new String(file, UTF_8)).doesNotContain("4970100000000055");
    }
  }

  @Test
  void aFileThatWasNotFinishedIsNotTakenForWhole() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CardFileWriter writer = new CardFileWriter(COMPANY, AT, out)) {
      writer.write(companyDetail());
    }

    assertThat(read(COMPANY, out.toByteArray()).problems())
        .containsExactly(new Problem(2, "", Fault.NO_TRAILER));
  }

  @Test
  void nothingIsWrittenAfterTheTrailer() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CardFileWriter writer = new CardFileWriter(COMPANY, AT, out)) {
      writer.finish(AT);

      assertThatThrownBy(() -> writer.write(companyDetail()))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> writer.finish(AT)).isInstanceOf(IllegalStateException.class);
    }

    assertThat(read(COMPANY, out.toByteArray()).summary().isSound()).isTrue();
  }

  @Test
  void aDetailOfTheOtherLayoutIsRefused() {
    assertThatThrownBy(() -> write(COMPANY, AT, List.of(shopDetail())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> write(SHOP, AT, List.of(companyDetail())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] write(FileName name, LocalDateTime at, List<Detail> details)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CardFileWriter writer = new CardFileWriter(name, at, out)) {
      for (Detail detail : details) {
        writer.write(detail);
      }
      writer.finish(at);
    }
    return out.toByteArray();
  }

  private CompanyDetail companyDetail() {
    return new CompanyDetail(card(), random.nextInt(1_000_000));
  }

  private ShopDetail shopDetail() {
    Subscription subscription =
        new Subscription(
            random.nextInt(4) == 0 ? "" : "s" + random.nextInt(3) + text(4, "4970100000000055"),
            List.of("", "0/12", "7", "007", "999/999").get(random.nextInt(5)),
            text(40, ""),
            random.nextBoolean() ? Optional.of(date()) : Optional.empty(),
            random.nextBoolean()
                ? OptionalLong.of(random.nextLong(1_000_000_000_000L))
                : OptionalLong.empty(),
            random.nextBoolean() ? OptionalLong.of(random.nextLong(10)) : OptionalLong.empty(),
            random.nextBoolean() ? OptionalInt.of(random.nextInt(1_000)) : OptionalInt.empty());
    return new ShopDetail(card(), subscription);
  }

  private ExpiringCard card() {
    String token = "t" + random.nextInt(5) + text(4, "4970100000000055");
    return new ExpiringCard(token, text(7, ""), text(7, "4970100000000055"), date());
  }

  private LocalDate date() {
    return LocalDate.of(random.nextInt(10_000), 1, 1).plusDays(random.nextInt(365));
  }

  private String text(int bitsMax, String without) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(bitsMax + 1); i > 0; i--) {
      text.append(BITS.get(random.nextInt(BITS.size())));
    }
    return without.isEmpty() ? text.toString() : text.toString().replace(without, "");
  }
}

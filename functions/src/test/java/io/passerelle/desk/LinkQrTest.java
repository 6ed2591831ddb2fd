package io.passerelle.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkQrTest {

  private static final String LINK = "https://pay.example/t/0123456789abcdef";
  private static final int SCALE = 4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        LINK,
        "https://a1b2c3d4e5.execute-api.eu-west-3.amazonaws.com/t/zzzzzzzzzzzzzzzz",
        "http://localhost:8080/t/0000000000000000"
      })
  void thePictureIsReadBackAsTheLink(String link) throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(new LinkQr(link).png()));

    int side = image.getWidth();
    assertThat(image.getHeight()).isEqualTo(side);
    assertThat(read(image.getRGB(0, 0, side, side, null, 0, side), side)).isEqualTo(link);
  }

  @Test
  void theDrawingIsReadBackAsTheLink() throws Exception {
    String svg = new LinkQr(LINK).svg();

    int side = size(svg) * SCALE;
    int[] pixels = new int[side * side];
    Arrays.fill(pixels, 0xFFFFFF);
    Matcher module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
    while (module.find()) {
      for (int i = 0; i < SCALE * SCALE; i++) {
        int x = Integer.parseInt(module.group(1)) * SCALE + i % SCALE;
        int y = Integer.parseInt(module.group(2)) * SCALE + i / SCALE;
        pixels[y * side + x] = 0;
      }
    }
    assertThat(read(pixels, side)).isEqualTo(LINK);
  }

  private static int size(String svg) {
    Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(svg);
    assertThat(box.find()).isTrue();
    return Integer.parseInt(box.group(1));
  }

  private static String read(int[] pixels, int side) throws Exception {
    try {
      return new QRCodeReader()
          .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels))))
          .getText();
    } catch (NotFoundException e) {
      throw new AssertionError("no QR code is seen", e);
    }
  }
}

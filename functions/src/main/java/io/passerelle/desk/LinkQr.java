package io.passerelle.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nayuki.qrcodegen.QrCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A link as a QR code, to be printed on an invoice or shown on a screen.
///
/// The picture is written here: what the JDK has for that loads its whole desktop.
final class LinkQr {

  /// Light modules around the code (ISO/IEC 18004 asks for four).
  private static final int QUIET = 4;

  /// Pixels of one module's side.
  private static final int SCALE = 8;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private final QrCode code;
  private final int side;

  LinkQr(String url) {
    this.code = QrCode.encodeText(url, QrCode.Ecc.MEDIUM);
    this.side = code.size + 2 * QUIET;
  }

  String svg() {
    StringBuilder path = new StringBuilder(4_096);
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET).append(' ').append(y + QUIET).append("h1v1h-1z");
        }
      }
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"".formatted(side, side)
        + " shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>"
            .formatted(side, side)
        + "<path d=\""
        + path
        + "\"/></svg>";
  }

  /// Black and white, one bit for each pixel.
  byte[] png() {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(PNG);
    int pixels = side * SCALE;
    ByteBuffer header = ByteBuffer.allocate(13).putInt(pixels).putInt(pixels);
    chunk(png, "IHDR", header.put((byte) 1).array());
    chunk(png, "IDAT", deflated(lines(pixels)));
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  /// Each line begins with a byte that says that nothing is done to it. A bit that is set is light.
  private byte[] lines(int pixels) {
    int length = 1 + (pixels + 7) / 8;
    byte[] lines = new byte[length * pixels];
    for (int y = 0; y < pixels; y++) {
      for (int x = 0; x < pixels; x++) {
        if (!code.getModule(x / SCALE - QUIET, y / SCALE - QUIET)) {
          lines[y * length + 1 + x / 8] |= (byte) (0x80 >>> (x % 8));
        }
      }
    }
    return lines;
  }

  private static byte[] deflated(byte[] bytes) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] some = new byte[1_024];
      while (!deflater.finished()) {
        out.write(some, 0, deflater.deflate(some));
      }
      return out.toByteArray();
    }
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
    byte[] body =
        ByteBuffer.allocate(4 + data.length).put(type.getBytes(US_ASCII)).put(data).array();
    CRC32 sum = new CRC32();
    sum.update(body);
    png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    png.writeBytes(body);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}

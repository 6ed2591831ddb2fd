package io.passerelle.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

  private final AddressGuard guard = new AddressGuard(false);

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, this network",
    "0.255.255.255, this network",
    "10.0.0.1, private",
    "10.255.255.255, private",
    "100.64.0.0, carrier-grade NAT",
    "100.127.255.255, carrier-grade NAT",
    "100.100.100.200, cloud metadata",
    "127.0.0.1, loopback",
    "127.255.255.254, loopback",
    "168.63.129.16, platform address",
    "169.254.0.1, link-local",
    "169.254.169.254, cloud metadata",
    "169.254.170.2, container credentials",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.0.0.192, protocol assignments",
    "192.0.2.1, documentation",
    "192.88.99.1, 6to4 relay",
    "192.168.1.1, private",
    "198.18.0.1, benchmarking",
    "198.19.255.255, benchmarking",
    "198.51.100.1, documentation",
    "203.0.113.1, documentation",
    "224.0.0.1, multicast",
    "239.255.255.255, multicast",
    "240.0.0.1, reserved",
    "255.255.255.255, broadcast",
    "::, unspecified",
    "::1, loopback",
    "::10.0.0.1, IPv4-compatible",
    "::ffff:0:10.0.0.1, IPv4-translated",
    "64:ff9b::a00:1, NAT64",
    "64:ff9b::808:808, NAT64",
    "64:ff9b:1::1, local NAT64",
    "100::1, discard",
    "2001::1, Teredo",
    "2001:20::1, protocol assignments",
    "2001:db8::1, documentation",
    "3fff::1, documentation",
    "2002:a00:1::, 6to4",
    "5f00::1, segment routing",
    "fd00:ec2::254, cloud metadata",
    "fc00::1, unique local",
    "fdff::1, unique local",
    "fe80::1, link-local",
    "febf::1, link-local",
    "fec0::1, site-local",
    "ff02::1, multicast",
    "4000::1, not global unicast",
    "1234::1, not global unicast",
    "e000::1, not global unicast"
  })
  void whatIsNotOnThePublicInternetIsForbidden(String address, String name) {
    assertThat(guard.forbids(InetAddress.ofLiteral(address)).map(AddressRange::name))
        .contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4007::1",
        "2001:4860::8888",
        "2003::1"
      })
  void thePublicInternetIsAllowedUpToTheVeryEdges(String address) {
    assertThat(guard.forbids(InetAddress.ofLiteral(address))).isEmpty();
  }

  @Test
  void anIpv4AddressMappedIntoSixteenBytesIsForbiddenWhateverItHolds() throws UnknownHostException {
    for (byte first : new byte[] {10, 127, 8}) {
      byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, first, 8, 8, 8};

      assertThat(guard.forbids(Inet6Address.getByAddress("mapped", bytes, -1)))
          .map(AddressRange::name)
          .contains("IPv4-mapped");
      assertThat(new AddressGuard(true).forbids(Inet6Address.getByAddress("mapped", bytes, -1)))
          .isPresent();
    }
  }

  @Test
  void theSandboxLetsLoopbackThroughAndNothingElse() {
    AddressGuard sandbox = new AddressGuard(true);

    assertThat(sandbox.forbids(InetAddress.ofLiteral("127.0.0.1"))).isEmpty();
    assertThat(sandbox.forbids(InetAddress.ofLiteral("127.9.9.9"))).isEmpty();
    assertThat(sandbox.forbids(InetAddress.ofLiteral("::1"))).isEmpty();
    assertThat(sandbox.forbids(InetAddress.ofLiteral("10.0.0.1"))).isPresent();
    assertThat(sandbox.forbids(InetAddress.ofLiteral("169.254.169.254"))).isPresent();
    assertThat(sandbox.forbids(InetAddress.ofLiteral("::"))).isPresent();
    assertThat(sandbox.forbids(InetAddress.ofLiteral("0.0.0.0"))).isPresent();
    assertThat(sandbox.forbids(InetAddress.ofLiteral("fe80::1"))).isPresent();
  }

  /// The JDK's own view of an address is coarser than ours; it must never be stricter.
  @Test
  void whatTheJdkCallsLocalIsAlwaysForbidden() throws UnknownHostException {
    long seed = 20_260_115;
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);

    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      InetAddress address = InetAddress.getByAddress(bytes);

      if (address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || address.isLinkLocalAddress()
          || address.isSiteLocalAddress()
          || address.isMulticastAddress()) {
        assertThat(guard.forbids(address)).as("seed %d: %s", seed, address).isPresent();
      }
    }
  }
}

package io.passerelle.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Finding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VettedHostsTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "::1"})
  void whatIsNotOnThePublicInternetIsNotDialled(String address) {
    VettedHosts hosts = resolving(address);

    assertThat(hosts.ask("sftp.example", 22))
        .isEqualTo(new VettedHosts.Answer.Refused(Finding.FORBIDDEN));
  }

  @Test
  void oneForbiddenAddressAmongGoodOnesIsEnough() {
    VettedHosts hosts = resolving("93.184.215.14", "10.0.0.1");

    assertThat(hosts.ask("sftp.example", 22))
        .isEqualTo(new VettedHosts.Answer.Refused(Finding.FORBIDDEN));
  }

  @Test
  void theAddressesThatWereLookedAtAreThoseThatAreAnswered() {
    InetAddress address = InetAddress.ofLiteral("93.184.215.14");

    assertThat(resolving("93.184.215.14").ask("sftp.example", 22))
        .isEqualTo(new VettedHosts.Answer.Found(List.of(address)));
  }

  @Test
  void aNameThatNobodyKnowsIsSaid() {
    VettedHosts hosts =
        new VettedHosts(
            new AddressGuard(false),
            name -> {
              throw new UnknownHostException(name);
            });

    assertThat(hosts.ask("sftp.example", 22))
        .isEqualTo(new VettedHosts.Answer.Refused(Finding.NAME_UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource({
    "sftp.example, 22, true",
    "sftp.example, 2222, true",
    "sftp.example, 443, false",
    "sftp.example, 25, false",
    "sftp.example, 3306, false",
    "sftp.example, 0, false",
    "sftp.example, 65536, false",
    "sftp.example/x, 22, false",
    "2130706433, 22, false",
    "user@sftp.example, 22, false",
    "'', 22, false"
  })
  void hostsAndPortsAreThoseOfUrlsButForSshsOwn(String host, int port, boolean possible) {
    assertThat(VettedHosts.isPossible(host, port)).isEqualTo(possible);
  }

  private static VettedHosts resolving(String... addresses) {
    List<InetAddress> found = List.of(addresses).stream().map(InetAddress::ofLiteral).toList();
    return new VettedHosts(new AddressGuard(false), _ -> found);
  }
}

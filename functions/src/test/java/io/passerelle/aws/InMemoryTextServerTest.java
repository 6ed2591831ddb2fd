package io.passerelle.aws;

import java.util.List;

class InMemoryTextServerTest extends TextServerContract {

  private final InMemoryTextServer server = new InMemoryTextServer();

  @Override
  protected TextServer server() {
    return server;
  }

  @Override
  protected List<String> arrived() {
    return server.sent().stream().map(sms -> sms.phone() + " " + sms.text()).toList();
  }
}

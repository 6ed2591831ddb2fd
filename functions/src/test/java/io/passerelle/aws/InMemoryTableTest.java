package io.passerelle.aws;

/// The table that the other tests stand on keeps the contract.
class InMemoryTableTest extends TableContract {

  private final InMemoryTable table = new InMemoryTable();

  @Override
  protected Table table() {
    return table;
  }
}
